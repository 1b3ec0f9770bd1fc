import type { Manifest } from '../../constructs/model';
import { NO_PROVISIONER } from '../../constructs/storage/classes/derived';
import { textOf } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { snapshotClass, storageClass } from './rows/classes';

const DRIVER = 'storage.k8s.io/CSIDriver';

const INSTALLED: Manifest = {
  apiVersion: DRIVER.replace('CSIDriver', 'v1'),
  kind: 'CSIDriver',
  metadata: { name: 'driver.longhorn.io' },
  spec: {},
};

const OF_THE_CLUSTER = [
  { kind: DRIVER, name: 'csi.example.org', reason: 'comes with the distribution' },
  { kind: DRIVER, name: 'rancher.io/local-path', reason: 'no CSI driver: a provisioner of the distribution' },
];

/** The field takes any text: a driver that is not there answers with silence. */
export default defineGuardrail<Manifest>({
  kind: ['storage.k8s.io/StorageClass', 'snapshot.storage.k8s.io/VolumeSnapshotClass'],
  severity: 'error',
  summary: 'the driver of a class of volumes or snapshots is installed, or declared to live elsewhere',
  why: 'claims of the class, and the pods that wait for them, stay pending without an error, for nobody looks at them',
  fix: 'deliver the driver with its chart, correct the name, or declare its CSIDriver with external()',
  waive: 'when something installs the driver at run time and external() cannot name it',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#provisioner',
  check({ kind, provisioner, driver }, index) {
    const at = kind === 'StorageClass' ? 'provisioner' : 'driver';
    const text = textOf(at === 'driver' ? driver : provisioner);
    // What is not here may be in a part that ended with an error.
    if (index.incomplete || text === undefined || text === NO_PROVISIONER || index.exists(DRIVER, text)) {
      return [];
    }
    const drivers = [...index.ofKind(DRIVER).map(({ manifest }) => manifest.metadata), ...index.derivedOfKind(DRIVER)];
    const meant = index.closest(text, () => drivers.map((one) => one.name));
    return [
      {
        at,
        got: text,
        expected: `a driver that is installed: ${drivers.map((one) => one.name).join(', ') || 'there is none'}`,
        ...(meant === undefined ? {} : { fix: `write ${meant}` }),
      },
    ];
  },
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
      name: 'a driver that was once part of Kubernetes',
      objects: [storageClass('gluster', { provisioner: 'kubernetes.io/glusterfs' }), INSTALLED],
      findings: [{ at: 'provisioner', got: 'kubernetes.io/glusterfs' }],
    },
  ],
});
