import { certificateObjects, CERTIFICATE_KEYS } from '../../constructs/certificates/derived';
import { objectsOfCharts } from '../../constructs/gitops/charts/derived';
import type { Manifest } from '../../constructs/model';
import { ALONE, type DerivedObject, type Neighbours } from '../../constructs/model/derived-object';
import { operatedObjects } from '../../constructs/observability/prometheus-operator/derived';
import { derivedObjects as postgresObjects } from '../../constructs/postgres/derived';
import { recurringJobObjects } from '../../constructs/storage/longhorn/jobs/derived';
import { secretOfSealedSecret, SEALED_SECRET } from '../../constructs/secrets/derived';
import { poolerObjects } from '../../constructs/postgres/pooler/derived';
import { roleObjects } from '../../constructs/postgres/role/derived';
import { fieldsAt, isRecord, listOf, recordOf, textOf } from './fields';
import { kindOf } from './kind';

/**
 * Names the objects that a controller will create for a manifest, and for what it reads of its neighbours. Pure; yields
 * nothing for what it does not know.
 */
export type DerivedObjects = (manifest: Manifest, near: Neighbours) => readonly DerivedObject[];

/** What Kubernetes' own controllers and the controllers of single objects create. */
const OWN: ReadonlyMap<string, DerivedObjects> = new Map<string, DerivedObjects>([
  ['PersistentVolume', storageClassOfVolume],
  ['apps/StatefulSet', claimsOfStatefulSet],
  [SEALED_SECRET, secretOfSealedSecret],
  ['networking.k8s.io/Ingress', secretsOfIngress],
  ['external-secrets.io/ExternalSecret', secretOfExternalSecret],
]);

/** Providers of the families: one line for each `constructs/<family>/derived.ts` that names objects. */
const FAMILIES: readonly DerivedObjects[] = [
  certificateObjects,
  objectsOfCharts,
  ofOperator,
  postgresObjects,
  poolerObjects,
  recurringJobObjects,
  roleObjects,
];

/**
 * Everything that controllers will create for a manifest, and for what they create: a chart brings a Prometheus, that a
 * Service. What a chart itself says of an object comes before what follows from another object of it.
 */
export function derivedObjects(manifest: Manifest, near: Neighbours = ALONE): readonly DerivedObject[] {
  const own = OWN.get(kindOf(manifest))?.(manifest, near) ?? [];
  const created = [...own, ...FAMILIES.flatMap((provider) => provider(manifest, near))];
  const further = created.flatMap((object) =>
    object.manifest === undefined ? [] : derivedObjects(object.manifest, near),
  );
  return further.length === 0 ? created : firstOfEach([...created, ...further]);
}

/** With the resources that its operator gives reloaders by itself: a chart that sets others says so itself. */
function ofOperator(manifest: Manifest): readonly DerivedObject[] {
  return operatedObjects(manifest);
}

function firstOfEach(objects: readonly DerivedObject[]): readonly DerivedObject[] {
  const places = new Map<string, DerivedObject>();
  for (const object of objects) {
    const place = `${object.kind} ${object.namespace ?? ''}/${object.name}`;
    places.set(place, places.get(place) ?? object);
  }
  return [...places.values()];
}

/** A volume that an administrator made may carry a class that no StorageClass defines; claims bind to it by that name. */
function storageClassOfVolume({ spec }: Manifest): readonly DerivedObject[] {
  const name = textOf(recordOf(spec)['storageClassName']);
  return name === undefined ? [] : [{ kind: 'storage.k8s.io/StorageClass', name }];
}

/** More replicas than any set has: a typing error must not fill the memory. */
const MOST_REPLICAS = 1000;

/** `<template>-<set>-<ordinal>`, for every replica. */
function claimsOfStatefulSet({ metadata, spec }: Manifest): readonly DerivedObject[] {
  const { replicas = 1, volumeClaimTemplates } = recordOf(spec);
  const count = typeof replicas === 'number' ? Math.min(Math.max(0, replicas), MOST_REPLICAS) : 1;
  return listOf(volumeClaimTemplates).flatMap((template) => {
    const name = textOf(recordOf(recordOf(template)['metadata'])['name']) ?? '';
    return Array.from({ length: count }, (_, ordinal) => ({
      kind: 'PersistentVolumeClaim',
      namespace: metadata.namespace,
      name: `${name}-${metadata.name}-${ordinal}`,
    }));
  });
}

/** cert-manager reads an Ingress that names an issuer and creates a Certificate for each of its TLS entries. */
function secretsOfIngress(manifest: Manifest): readonly DerivedObject[] {
  const annotations = recordOf(manifest.metadata.annotations);
  const issuer = annotations['cert-manager.io/cluster-issuer'] ?? annotations['cert-manager.io/issuer'];
  return issuer === undefined
    ? []
    : fieldsAt(manifest, 'spec.tls[].secretName').flatMap(({ value }) => {
        const name = textOf(value);
        const { namespace } = manifest.metadata;
        return name === undefined ? [] : [{ kind: 'Secret', namespace, name, keys: CERTIFICATE_KEYS }];
      });
}

function secretOfExternalSecret({ metadata, spec }: Manifest): readonly DerivedObject[] {
  const { target } = recordOf(spec);
  const name = isRecord(target) ? textOf(target['name']) : undefined;
  return [{ kind: 'Secret', namespace: metadata.namespace, name: name ?? metadata.name }];
}
