import { PROXMOX_TYPE } from '../../constructs/proxmox/derived';
import type { HostObject } from '../../constructs/model';
import { EXAMPLE_FINGERPRINT, pbsRow } from '../engine/example-proxmox';
import { textKnownNow } from '../engine/proxmox';
import { defineGuardrail } from '../rule';

/** SHA-256: 32 bytes. */
const FINGERPRINT = /^[0-9a-f]{2}(?::[0-9a-f]{2}){31}$/i;

/** The certificate of a PBS is pinned: PBS signs its own. */
export default defineGuardrail<HostObject>({
  kind: PROXMOX_TYPE.pbs,
  severity: 'error',
  summary: 'a PBS storage pins the certificate of its server',
  lesson: 'article 01 lists the fingerprint among the fields of the storage and says where to read it',
  why: 'PBS signs its own certificate: without the fingerprint the storage stays offline, with a wrong one every backup fails',
  fix: 'on the PBS machine: proxmox-backup-manager cert info | grep Fingerprint',
  waive: 'when the server has a certificate of a CA that every node trusts, from ACME for instance',
  source: 'https://pve.proxmox.com/pve-docs/chapter-pvesm.html#storage_pbs',
  check: ({ inputs }) => {
    const { fingerprint } = inputs;
    if (fingerprint !== undefined && textKnownNow(fingerprint) === undefined) {
      return [];
    }
    const text = textKnownNow(fingerprint) ?? '';
    if (FINGERPRINT.test(text)) {
      return [];
    }
    const got = text === '' ? 'no fingerprint' : `${text} (${text.split(':').length} parts)`;
    return [{ at: 'inputs.fingerprint', got, expected: 'a SHA-256 fingerprint: 32 pairs of hex digits with colons' }];
  },
  valid: [
    { name: 'a pinned certificate', resources: [pbsRow()] },
    {
      name: 'upper case',
      resources: [pbsRow({ inputs: { fingerprint: EXAMPLE_FINGERPRINT.toUpperCase() } })],
    },
  ],
  invalid: [
    {
      name: 'none',
      resources: [pbsRow({ inputs: { fingerprint: undefined } })],
      findings: [{ at: 'inputs.fingerprint', got: 'no fingerprint' }],
    },
    {
      name: 'an MD5 fingerprint, cut from an old guide',
      resources: [pbsRow({ inputs: { fingerprint: 'AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99' } })],
      findings: [{ at: 'inputs.fingerprint', got: 'AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99 (16 parts)' }],
    },
  ],
});
