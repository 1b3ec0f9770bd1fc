import { PROXMOX_TYPE } from '../../constructs/proxmox/derived';
import type { HostObject } from '../../constructs/model';
import { jobRow, pbsRow } from '../engine/example-proxmox';
import { targetOf } from '../engine/proxmox';
import { defineGuardrail } from '../rule';

/** Settings of vzdump's own archives. */
const SETTINGS = ['compress', 'pigz', 'zstd'] as const;

/** Compression of vzdump archives means nothing to a backup server. */
export default defineGuardrail<HostObject>({
  kind: PROXMOX_TYPE.backupJob,
  severity: 'warning',
  summary: 'a backup job into a PBS sets no compression',
  lesson: 'article 01 sets zstd on a job whose target is PBS, where it has no effect',
  why: 'the backup client compresses chunks its own way: the setting changes nothing and tells readers that it does',
  fix: 'take it out',
  waive: 'when the same job is to move to a target that writes archives',
  source: 'https://pbs.proxmox.com/docs/technical-overview.html',
  check: (job, index) =>
    targetOf(job, index)?.type === PROXMOX_TYPE.pbs
      ? SETTINGS.filter((key) => job.inputs[key] !== undefined).map((key) => ({
          at: `inputs.${key}`,
          got: String(job.inputs[key]),
          expected: 'no compression',
        }))
      : [],
  valid: [
    { name: 'a job into a PBS', resources: [jobRow(), pbsRow()] },
    { name: 'archives on another storage', resources: [jobRow({ inputs: { compress: 'zstd', storage: 'nas' } })] },
  ],
  invalid: [
    {
      name: 'the job of article 01',
      resources: [jobRow({ inputs: { compress: 'zstd' } }), pbsRow()],
      findings: [{ at: 'inputs.compress', got: 'zstd' }],
    },
    {
      name: 'threads for a compression that does not happen',
      resources: [jobRow({ inputs: { zstd: 4 } }), pbsRow()],
      findings: [{ at: 'inputs.zstd', got: '4' }],
    },
  ],
});
