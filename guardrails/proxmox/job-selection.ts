import { PROXMOX_TYPE } from '../../constructs/proxmox/derived';
import type { HostObject } from '../../constructs/model';
import { jobRow } from '../engine/example-proxmox';
import { defineGuardrail } from '../rule';

/** A backup job takes every guest, or a list, or a pool. */
export default defineGuardrail<HostObject>({
  kind: PROXMOX_TYPE.backupJob,
  severity: 'error',
  summary: 'a backup job selects its guests in exactly one way: all, vmids or pool',
  lesson: 'article 01 selects all virtual machines and containers',
  why: 'Proxmox VE refuses two selections, and a job without one is never created: the backup that everybody counts on does not exist',
  fix: 'keep one of all: true, vmids, pool',
  waive: 'never',
  source: 'https://pve.proxmox.com/pve-docs/chapter-vzdump.html#vzdump_jobs',
  check: ({ inputs }) => {
    const selections = selectionsOf(inputs);
    if (selections.length === 1) {
      return [];
    }
    const got = selections.length === 0 ? 'no selection' : selections.join(' and ');
    return [{ at: 'inputs', got, expected: 'exactly one of all: true, vmids, pool' }];
  },
  valid: [
    { name: 'every guest', resources: [jobRow()] },
    { name: 'a list of guests', resources: [jobRow({ inputs: { all: undefined, vmids: ['101', '111'] } })] },
    { name: 'a pool', resources: [jobRow({ inputs: { all: false, pool: 'production' } })] },
  ],
  invalid: [
    {
      name: 'nothing',
      resources: [jobRow({ inputs: { all: undefined } })],
      findings: [{ at: 'inputs', got: 'no selection' }],
    },
    {
      name: 'an empty list',
      resources: [jobRow({ inputs: { all: undefined, vmids: [] } })],
      findings: [{ at: 'inputs', got: 'no selection' }],
    },
    {
      name: 'every guest and a pool',
      resources: [jobRow({ inputs: { pool: 'production' } })],
      findings: [{ at: 'inputs', got: 'all and pool' }],
    },
  ],
});

function selectionsOf({ all, vmids, pool }: HostObject['inputs']): string[] {
  const given = {
    all: all === true || typeof all === 'string',
    vmids: typeof vmids === 'string' || (Array.isArray(vmids) && vmids.length > 0),
    pool: typeof pool === 'string' && pool !== '',
  };
  return Object.entries(given).flatMap(([name, isGiven]) => (isGiven ? [name] : []));
}
