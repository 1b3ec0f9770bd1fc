import { PROXMOX_TYPE, STORAGE_TYPES } from '../../constructs/proxmox/derived';
import type { HostObject, Violation } from '../../constructs/model';
import { jobRow, pbsRow } from '../engine/example-proxmox';
import { textKnownNow } from '../engine/proxmox';
import { defineGuardrail } from '../rule';

interface Format {
  readonly pattern: RegExp;
  readonly expected: string;
}

const STORAGE_ID: Format = {
  pattern: /^[a-z][a-z0-9\-_.]*[a-z0-9]$/i,
  expected: 'two or more letters, digits, "-", "_" or ".", a letter first, a letter or digit last',
};

const JOB_ID: Format = {
  pattern: /^[a-z][a-z0-9_-]{1,49}$/i,
  expected: '2 to 50 letters, digits, "-" or "_", a letter first',
};

const DATASTORE: Format = {
  pattern: /^[A-Za-z0-9_][A-Za-z0-9._-]{2,31}$/,
  expected: '3 to 32 letters, digits, "_", "." or "-", no "." or "-" first',
};

/** Ids and names as Proxmox VE and PBS take them. */
export default defineGuardrail<HostObject>({
  kind: [...STORAGE_TYPES, PROXMOX_TYPE.backupJob],
  severity: 'error',
  summary: 'ids of storages and jobs, and names of datastores, have the characters and length that Proxmox takes',
  why: 'a wrong id is refused only in the middle of pulumi up, when the resources before it exist already',
  fix: 'rename it in the site',
  waive: 'never',
  source: 'https://pve.proxmox.com/pve-docs/api-viewer/index.html#/storage',
  check: ({ type, inputs }) => [
    ...judge('resourceId', inputs['resourceId'], type === PROXMOX_TYPE.backupJob ? JOB_ID : STORAGE_ID),
    ...(type === PROXMOX_TYPE.pbs ? judge('datastore', inputs['datastore'], DATASTORE) : []),
  ],
  valid: [
    { name: 'a storage and a job', resources: [pbsRow(), jobRow()] },
    { name: 'a dot in the id of a storage', resources: [pbsRow({ inputs: { resourceId: 'pbs.main' } })] },
  ],
  invalid: [
    {
      name: 'a space, and a name that is too short',
      resources: [pbsRow({ inputs: { datastore: 'db', resourceId: 'pbs main' } })],
      findings: [
        { at: 'inputs.datastore', got: '"db"' },
        { at: 'inputs.resourceId', got: '"pbs main"' },
      ],
    },
    {
      name: 'a dot in the id of a job',
      resources: [jobRow({ inputs: { resourceId: 'pbs.main' } })],
      findings: [{ at: 'inputs.resourceId', got: '"pbs.main"' }],
    },
  ],
});

function judge(key: string, value: unknown, { pattern, expected }: Format): Violation[] {
  const text = textKnownNow(value);
  return text === undefined || pattern.test(text) ? [] : [{ at: `inputs.${key}`, got: JSON.stringify(text), expected }];
}
