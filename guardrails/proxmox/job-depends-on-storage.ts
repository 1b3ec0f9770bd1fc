import { PROXMOX_TYPE } from '../../constructs/proxmox/derived';
import type { HostObject } from '../../constructs/model';
import { jobRow, pbsRow } from '../engine/example-proxmox';
import { targetOf } from '../engine/proxmox';
import { defineGuardrail } from '../rule';

/** The id of a storage is a text: it orders nothing. */
export default defineGuardrail<HostObject>({
  kind: PROXMOX_TYPE.backupJob,
  severity: 'error',
  summary: 'a backup job depends on the storage that it names',
  why: 'Pulumi creates both at the same time, and on destroy deletes them in any order: the job is refused, or points at nothing',
  fix: 'options: { dependsOn: [storage] }, or use BackupJob, which sets it',
  waive: 'never',
  source: 'https://www.pulumi.com/docs/iac/concepts/options/dependson/',
  check: (job, index) => {
    const target = targetOf(job, index);
    if (target === undefined || job.dependsOn.includes(target.name)) {
      return [];
    }
    const got = job.dependsOn.length === 0 ? 'no dependency' : job.dependsOn.join(', ');
    return [{ at: 'dependsOn', got, expected: `${target.name}, the storage ${String(job.inputs['storage'])}` }];
  },
  valid: [
    { name: 'a declared dependency', resources: [jobRow(), pbsRow()] },
    {
      name: 'a storage that is not in the stack',
      resources: [jobRow({ inputs: { storage: 'other' }, dependsOn: [] })],
    },
  ],
  invalid: [
    {
      name: 'none',
      resources: [jobRow({ dependsOn: [] }), pbsRow()],
      findings: [{ at: 'dependsOn', got: 'no dependency' }],
    },
    {
      name: 'on something else',
      resources: [jobRow({ dependsOn: ['pve'] }), pbsRow()],
      findings: [{ at: 'dependsOn', got: 'pve' }],
    },
  ],
});
