import { PROXMOX_TYPE } from '../../constructs/proxmox/derived';
import type { HostObject, Violation } from '../../constructs/model';
import { pbsRow } from '../engine/example-proxmox';
import { textKnownNow } from '../engine/proxmox';
import { defineGuardrail } from '../rule';

/** `user@realm!token`: names as the PBS API takes them. */
const TOKEN_ID = /^[^\s:/!@=]+@[A-Za-z0-9_][\w.-]*![A-Za-z0-9_][\w.-]*$/;

/** PBS writes `id:secret` in its own header, PVE `id=secret`, and people copy both with a blank between. */
const WITH_SECRET = /^[^\s@]+@[^\s!:=]+![^\s:=]+[\s:=]/;

const EXPECTED = 'the id of a token, user@realm!token, and nothing else';

/** PBS storage logs in with a token, and the secret of the token stands in `password` alone. */
export default defineGuardrail<HostObject>({
  kind: PROXMOX_TYPE.pbs,
  severity: 'error',
  summary: 'a PBS storage logs in with the id of a token, without its secret',
  lesson:
    'article 01 shows the id right and calls privilege separation a setting: PBS has none, a token can do what both it and its user may',
  why: 'a password opens all that the user may do and cannot be revoked alone; a secret inside the id is refused by PBS and stays in state and logs in clear',
  fix: 'proxmox-backup-manager user generate-token backup@pbs pve; the id goes to username, the value to the secret configuration',
  waive: 'when the account exists for this storage only and can hold no token',
  source: 'https://pbs.proxmox.com/docs/user-management.html#api-tokens',
  check: ({ inputs }) => {
    const username = textKnownNow(inputs['username']);
    return username === undefined || TOKEN_ID.test(username) ? [] : [refusal(username)];
  },
  valid: [
    { name: 'the id of a token', resources: [pbsRow()] },
    { name: 'an id that another resource gives', resources: [pbsRow({ inputs: { username: '${pbs-token.id}' } })] },
  ],
  invalid: [
    {
      name: 'the user instead of a token, as article 01 logs in for its checks',
      resources: [pbsRow({ inputs: { username: 'backup@pbs' } })],
      findings: [{ at: 'inputs.username', got: 'backup@pbs, a user and no token' }],
    },
    {
      name: 'the secret behind the id, as the header of Proxmox VE has it',
      resources: [pbsRow({ inputs: { username: 'backup@pbs!pve=00000000-0000-4000-8000-000000000000' } })],
      findings: [{ at: 'inputs.username', got: 'a token id with its secret behind it' }],
    },
    {
      name: 'the secret behind the id, as the header of PBS has it',
      resources: [pbsRow({ inputs: { username: 'backup@pbs!pve:00000000-0000-4000-8000-000000000000' } })],
      findings: [{ at: 'inputs.username', got: 'a token id with its secret behind it' }],
    },
    {
      name: 'the secret behind the id and a blank',
      resources: [pbsRow({ inputs: { username: 'backup@pbs!pve 00000000-0000-4000-8000-000000000000' } })],
      findings: [{ at: 'inputs.username', got: 'a token id with its secret behind it' }],
    },
    {
      name: 'a password behind the user',
      resources: [pbsRow({ inputs: { username: 'backup@pbs:not-a-real-password' } })],
      findings: [{ at: 'inputs.username', got: 'backup@pbs:<redacted>' }],
    },
    {
      name: 'no realm',
      resources: [pbsRow({ inputs: { username: 'backup!pve' } })],
      findings: [{ at: 'inputs.username', got: 'backup!<redacted>' }],
    },
  ],
});

function refusal(username: string): Violation {
  const at = 'inputs.username';
  if (WITH_SECRET.test(username)) {
    const fix = 'make a new token, since this secret stands in Git, and keep only the part before = or : here';
    return { at, got: 'a token id with its secret behind it', expected: EXPECTED, fix };
  }
  const isUser = /^[^\s@!:=]+@[^\s@!:=]+$/.test(username);
  return { at, got: isUser ? `${username}, a user and no token` : withoutSecret(username), expected: EXPECTED };
}

/** What stands behind the name may be the secret, whatever separates it. */
function withoutSecret(username: string): string {
  return username.replace(/([!:=\s]).*$/s, '$1<redacted>');
}
