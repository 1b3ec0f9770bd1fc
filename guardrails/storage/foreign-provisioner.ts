import type { Manifest } from '../../constructs/model';
import { CSI_DRIVER, missingDrivers } from '../engine/drivers';
import { defineGuardrail } from '../rule';
import { storageClass } from './rows/classes';

/** A provisioner that is no CSI driver leaves no object by which it could be found. */
export default defineGuardrail<Manifest>({
  kind: 'storage.k8s.io/StorageClass',
  severity: 'warning',
  summary: 'a provisioner that is no known CSI driver is declared to live elsewhere',
  why: 'nothing in the output tells whether it is installed; if it is not, claims of the class stay pending without an error',
  fix: 'declare a storage.k8s.io/CSIDriver of its name with external(), and say what brings it',
  waive: 'when its own controller is in the output, which no object tells',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#provisioner',
  check: (manifest, index) =>
    missingDrivers(manifest, index)
      .filter(({ isDriver }) => !isDriver)
      .map(({ at, name }) => ({ at, got: name, expected: 'a CSI driver of the output, or external()' })),
  valid: [
    {
      name: 'a provisioner of the distribution',
      objects: [storageClass('local-path', { provisioner: 'rancher.io/local-path' })],
      externals: [{ kind: CSI_DRIVER, name: 'rancher.io/local-path', reason: 'comes with the distribution' }],
    },
    {
      name: 'a CSI driver that is missing, which is an error',
      objects: [storageClass('files', { provisioner: 'nfs.csi.k8s.io' })],
    },
  ],
  invalid: [
    {
      name: 'the provisioner of a distribution, of which nobody told',
      objects: [storageClass('local-path', { provisioner: 'rancher.io/local-path' })],
      findings: [{ at: 'provisioner', got: 'rancher.io/local-path' }],
    },
    {
      name: 'directories of an NFS server',
      objects: [storageClass('nfs', { provisioner: 'k8s-sigs.io/nfs-subdir-external-provisioner' })],
      findings: [{ at: 'provisioner', got: 'k8s-sigs.io/nfs-subdir-external-provisioner' }],
    },
  ],
});
