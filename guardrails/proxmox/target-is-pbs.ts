import { PROXMOX_TYPE } from '../../constructs/proxmox/derived';
import { external, type HostObject } from '../../constructs/model';
import { jobRow, pbsRow } from '../engine/example-proxmox';
import { targetOf } from '../engine/proxmox';
import { defineGuardrail } from '../rule';

const nfs = {
  type: 'proxmoxve:storage/nfs:Nfs',
  name: 'nas',
  inputs: { contents: ['backup'], export: '/volume1/dump', resourceId: 'nas', server: '192.0.2.22' },
  options: { deleteBeforeReplace: true },
};

/** Backups of guests go to a backup server, not to a share. */
export default defineGuardrail<HostObject>({
  kind: PROXMOX_TYPE.backupJob,
  severity: 'error',
  summary: 'a backup job writes to a PBS storage of its stack, or to one that is declared external',
  lesson: 'article 01 turns down vzdump to an NFS share: no deduplication, no verification, every backup a full copy',
  why: 'a share keeps full copies that nobody verifies, and a storage that does not exist makes every run of the job fail',
  fix: 'write to a PbsStorage of the stack, or declare the storage: external({ kind: "proxmoxve:storage/pbs:Pbs", name, reason })',
  waive: 'when a share is a second target beside the backup server',
  source: 'https://pve.proxmox.com/pve-docs/chapter-pvesm.html#storage_pbs',
  check: (job, index) => {
    const target = targetOf(job, index);
    const name = String(job.inputs['storage']);
    if (target?.type === PROXMOX_TYPE.pbs || index.external(PROXMOX_TYPE.pbs, name) !== undefined) {
      return [];
    }
    const got = target === undefined ? `${name}, which is no storage of the stack` : `${name}, a ${target.type}`;
    return [{ at: 'inputs.storage', got, expected: `the id of a ${PROXMOX_TYPE.pbs}` }];
  },
  valid: [
    { name: 'a PBS storage of the stack', resources: [jobRow(), pbsRow()] },
    {
      name: 'a PBS storage by its output',
      resources: [jobRow({ inputs: { storage: '${pbs-main-storage.resourceId}' } }), pbsRow()],
    },
    {
      name: 'a PBS storage that was added by hand and is declared',
      resources: [jobRow({ inputs: { storage: 'pbs-old' } })],
      externals: [external({ kind: PROXMOX_TYPE.pbs, name: 'pbs-old', reason: 'added in the web interface in 2023' })],
    },
  ],
  invalid: [
    {
      name: 'a share, the set-up that article 01 gave up',
      resources: [jobRow({ inputs: { storage: 'nas' }, dependsOn: ['nas'] }), nfs],
      findings: [{ at: 'inputs.storage', got: 'nas, a proxmoxve:storage/nfs:Nfs' }],
    },
    {
      name: 'a misspelt id',
      resources: [jobRow({ inputs: { storage: 'pbs-target' } }), pbsRow()],
      findings: [{ at: 'inputs.storage', got: 'pbs-target, which is no storage of the stack' }],
    },
  ],
});
