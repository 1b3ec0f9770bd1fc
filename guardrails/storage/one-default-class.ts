import type { Manifest } from '../../constructs/model';
import { defaultAnnotation } from '../../constructs/storage/classes/derived';
import { kindOf } from '../engine/kind';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { defaultOf, snapshotClass, storageClass } from './rows/classes';

const SNAPSHOTS = 'snapshot.storage.k8s.io/VolumeSnapshotClass';

const IS_DEFAULT_SNAPSHOT = 'snapshot.storage.kubernetes.io/is-default-class';

/** Charts bring default classes too: they are seen through what their Application installs. */
export default defineGuardrail<Manifest>({
  kind: ['storage.k8s.io/StorageClass', SNAPSHOTS],
  severity: 'error',
  summary: 'a cluster has at most one default StorageClass, and one default VolumeSnapshotClass for each driver',
  why: 'claims that name no class get the newest default one, so that what a reinstalled class is decides where data goes; snapshots without a class fail',
  fix: 'take the annotation from all but one, also from the class that a chart brings',
  waive: 'while one default class takes the place of another',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass',
  check(manifest, index) {
    const annotation = defaultAnnotation(manifest);
    const others = annotation === undefined ? [] : otherDefaults(manifest, index);
    return others.length === 0
      ? []
      : [
          {
            at: `metadata.annotations["${annotation}"]`,
            got: `"true", as for ${others.join(', ')}`,
            expected: 'one default class',
          },
        ];
  },
  valid: [
    { name: 'one of two', objects: [storageClass('longhorn', defaultOf('longhorn')), storageClass('fast')] },
    {
      name: 'one that says of itself that it is none',
      objects: [
        storageClass('longhorn', defaultOf('longhorn')),
        storageClass('old', {
          metadata: { name: 'old', annotations: { 'storageclass.kubernetes.io/is-default-class': 'false' } },
        }),
      ],
    },
    {
      name: 'snapshots of two drivers, with a default each',
      objects: [
        snapshotClass('longhorn', defaultOf('longhorn', IS_DEFAULT_SNAPSHOT)),
        snapshotClass('other', { ...defaultOf('other', IS_DEFAULT_SNAPSHOT), driver: 'csi.example.org' }),
      ],
    },
  ],
  invalid: [
    {
      name: 'two, one of them by the annotation of old',
      objects: [
        storageClass('longhorn', defaultOf('longhorn')),
        storageClass('local', defaultOf('local', 'storageclass.beta.kubernetes.io/is-default-class')),
      ],
      findings: [
        { at: 'metadata.annotations["storageclass.kubernetes.io/is-default-class"]', got: '"true", as for local' },
        { at: 'metadata.annotations["storageclass.beta.kubernetes.io/is-default-class"]' },
      ],
    },
    {
      name: 'two classes of snapshots of one driver',
      objects: [
        snapshotClass('snap', defaultOf('snap', IS_DEFAULT_SNAPSHOT)),
        snapshotClass('bak', defaultOf('bak', IS_DEFAULT_SNAPSHOT)),
      ],
      findings: [
        { at: `metadata.annotations["${IS_DEFAULT_SNAPSHOT}"]`, got: '"true", as for bak' },
        { at: `metadata.annotations["${IS_DEFAULT_SNAPSHOT}"]`, got: '"true", as for snap' },
      ],
    },
  ],
});

function otherDefaults(manifest: Manifest, index: ObjectIndex): readonly string[] {
  const kind = kindOf(manifest);
  const created = index.derivedOfKind(kind).flatMap((object) => object.manifest ?? []);
  return [...index.ofKind(kind).map((object) => object.manifest), ...created]
    .filter((other) => other.metadata.name !== manifest.metadata.name && defaultAnnotation(other) !== undefined)
    .filter((other) => kind !== SNAPSHOTS || other['driver'] === manifest['driver'])
    .map((other) => other.metadata.name);
}
