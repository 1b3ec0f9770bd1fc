import type { Manifest } from '../../constructs/model';
import { NO_PROVISIONER } from '../../constructs/storage/classes/derived';
import { CSI_DRIVER, missingDrivers, violationOf } from '../engine/drivers';
import { defineGuardrail } from '../rule';
import { snapshotClass, storageClass } from './rows/classes';

const INSTALLED: Manifest = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'CSIDriver',
  metadata: { name: 'driver.longhorn.io' },
  spec: {},
};

const OF_THE_CLUSTER = [
  { kind: CSI_DRIVER, name: 'csi.example.org', reason: 'comes with the distribution' },
  { kind: CSI_DRIVER, name: 'rancher.io/local-path', reason: 'no CSI driver: a provisioner of the distribution' },
];

/** The field takes any text: a driver that is not there answers with silence. */
export default defineGuardrail<Manifest>({
  kind: ['storage.k8s.io/StorageClass', 'snapshot.storage.k8s.io/VolumeSnapshotClass'],
  severity: 'error',
  summary: 'the CSI driver of a class of volumes or snapshots is installed, or declared to live elsewhere',
  why: 'claims of the class, and the pods that wait for them, stay pending without an error, for nobody looks at them',
  fix: 'deliver the driver with its chart, correct the name, or declare its CSIDriver with external()',
  waive: 'when something installs the driver at run time and external() cannot name it',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#provisioner',
  check: (manifest, index) =>
    missingDrivers(manifest, index)
      .filter(({ isDriver }) => isDriver)
      .map(violationOf),
  valid: [
    { name: 'a driver of the output', objects: [storageClass('longhorn'), snapshotClass('snap'), INSTALLED] },
    {
      name: 'a driver of the distribution, and a provisioner that is no CSI driver',
      objects: [
        storageClass('csi', { provisioner: 'csi.example.org' }),
        storageClass('local-path', { provisioner: 'rancher.io/local-path' }),
      ],
      externals: OF_THE_CLUSTER,
    },
    {
      name: 'a provisioner that need be no CSI driver: storage/foreign-provisioner warns',
      objects: [storageClass('local-path', { provisioner: 'rancher.io/local-path' }), INSTALLED],
    },
    { name: 'volumes that people make', objects: [storageClass('manual', { provisioner: NO_PROVISIONER })] },
  ],
  invalid: [
    {
      name: 'Longhorn, which nothing installs',
      objects: [storageClass('longhorn')],
      findings: [{ at: 'provisioner', got: 'driver.longhorn.io' }],
    },
    {
      name: 'a name that is nearly right, of snapshots too',
      objects: [
        storageClass('longhorn', { provisioner: 'driver.longhorn.com' }),
        snapshotClass('snap', { driver: 'drivers.longhorn.io' }),
        INSTALLED,
      ],
      findings: [
        { at: 'provisioner', got: 'driver.longhorn.com' },
        { at: 'driver', got: 'drivers.longhorn.io' },
      ],
    },
    {
      name: 'a driver that calls itself one',
      objects: [storageClass('files', { provisioner: 'nfs.csi.k8s.io' }), INSTALLED],
      findings: [{ at: 'provisioner', got: 'nfs.csi.k8s.io' }],
    },
    {
      name: 'a driver that was once part of Kubernetes',
      objects: [storageClass('gluster', { provisioner: 'kubernetes.io/glusterfs' }), INSTALLED],
      findings: [{ at: 'provisioner', got: 'kubernetes.io/glusterfs' }],
    },
  ],
});
