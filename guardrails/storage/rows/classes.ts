import type { Manifest } from '../../../constructs/model';

/** A StorageClass of Longhorn that every rule of this family accepts; `parameters` replaces single ones, undefined takes one away. */
export function longhornClass(
  parameters: Readonly<Record<string, unknown>> = {},
  more: Readonly<Record<string, unknown>> = {},
): Manifest {
  return storageClass('longhorn', {
    parameters: defined({
      numberOfReplicas: '2',
      staleReplicaTimeout: '2880',
      dataLocality: 'disabled',
      ...parameters,
    }),
    ...more,
  });
}

/** A StorageClass; of Longhorn unless `more` says otherwise. */
export function storageClass(name: string, more: Readonly<Record<string, unknown>> = {}): Manifest {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    provisioner: 'driver.longhorn.io',
    ...more,
  };
}

/** A VolumeSnapshotClass of Longhorn. */
export function snapshotClass(name: string, more: Readonly<Record<string, unknown>> = {}): Manifest {
  return {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshotClass',
    metadata: { name },
    driver: 'driver.longhorn.io',
    deletionPolicy: 'Delete',
    ...more,
  };
}

/** Metadata of a default class. */
export function defaultOf(
  name: string,
  annotation = 'storageclass.kubernetes.io/is-default-class',
): { metadata: object } {
  return { metadata: { name, annotations: { [annotation]: 'true' } } };
}

function defined(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
