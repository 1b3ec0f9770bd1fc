import type { Manifest } from '../../model';
import { recordOf } from '../../model/foreign';

/** Says that claims without a class get this one. */
export const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** Say so too: the name of old for StorageClasses, and the one of VolumeSnapshotClasses. */
const OTHER_NAMES = [
  'storageclass.beta.kubernetes.io/is-default-class',
  'snapshot.storage.kubernetes.io/is-default-class',
];

/** The provisioner of volumes that people make: nothing creates a volume of such a class. */
export const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

/** Annotation by which a class is the default one; undefined if it is not. */
export function defaultAnnotation({ metadata }: Manifest): string | undefined {
  const annotations = recordOf(metadata.annotations);
  return [DEFAULT_CLASS, ...OTHER_NAMES].find((name) => annotations[name] === 'true');
}
