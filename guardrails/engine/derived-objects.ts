import { objectsOfCharts } from '../../constructs/gitops/charts/derived';
import type { Manifest } from '../../constructs/model';
import type { DerivedObject } from '../../constructs/model/derived-object';
import { derivedObjects as postgresObjects } from '../../constructs/postgres/derived';
import { poolerObjects } from '../../constructs/postgres/pooler/derived';
import { roleObjects } from '../../constructs/postgres/role/derived';
import { fieldsAt, isRecord, listOf, recordOf, textOf } from './fields';
import { kindOf } from './kind';

/** Names the objects that a controller will create for a manifest. Pure; yields nothing for what it does not know. */
export type DerivedObjects = (manifest: Manifest) => readonly DerivedObject[];

/** What Kubernetes' own controllers and the controllers of single objects create. */
const OWN: ReadonlyMap<string, DerivedObjects> = new Map<string, DerivedObjects>([
  ['PersistentVolume', storageClassOfVolume],
  ['apps/StatefulSet', claimsOfStatefulSet],
  ['bitnami.com/SealedSecret', secretOfSealedSecret],
  ['cert-manager.io/Certificate', secretOfCertificate],
  ['networking.k8s.io/Ingress', secretsOfIngress],
  ['external-secrets.io/ExternalSecret', secretOfExternalSecret],
  ['monitoring.coreos.com/Alertmanager', serviceOfOperator('alertmanager-operated', 9093)],
  ['monitoring.coreos.com/Prometheus', serviceOfOperator('prometheus-operated', 9090)],
]);

/** Providers of the families: one line for each `constructs/<family>/derived.ts` that names objects. */
const FAMILIES: readonly DerivedObjects[] = [objectsOfCharts, postgresObjects, poolerObjects, roleObjects];

/** Everything that controllers will create for a manifest, and for what they create: a chart brings a Prometheus, that a Service. */
export function derivedObjects(manifest: Manifest): readonly DerivedObject[] {
  const own = OWN.get(kindOf(manifest))?.(manifest) ?? [];
  const created = [...own, ...FAMILIES.flatMap((provider) => provider(manifest))];
  return [
    ...created,
    ...created.flatMap((object) => (object.manifest === undefined ? [] : derivedObjects(object.manifest))),
  ];
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

function secretOfSealedSecret({ metadata, spec }: Manifest): readonly DerivedObject[] {
  const { encryptedData, template } = recordOf(spec);
  const { name, namespace } = recordOf(recordOf(template)['metadata']);
  return [
    {
      kind: 'Secret',
      namespace: textOf(namespace) ?? metadata.namespace,
      name: textOf(name) ?? metadata.name,
      keys: [...Object.keys(recordOf(encryptedData)), ...Object.keys(recordOf(recordOf(template)['data']))],
    },
  ];
}

function secretOfCertificate({ metadata, spec }: Manifest): readonly DerivedObject[] {
  const name = textOf(recordOf(spec)['secretName']);
  return name === undefined ? [] : [{ kind: 'Secret', namespace: metadata.namespace, name }];
}

/** cert-manager reads an Ingress that names an issuer and creates a Certificate for each of its TLS entries. */
function secretsOfIngress(manifest: Manifest): readonly DerivedObject[] {
  const annotations = recordOf(manifest.metadata.annotations);
  const issuer = annotations['cert-manager.io/cluster-issuer'] ?? annotations['cert-manager.io/issuer'];
  return issuer === undefined
    ? []
    : fieldsAt(manifest, 'spec.tls[].secretName').flatMap(({ value }) => {
        const name = textOf(value);
        return name === undefined ? [] : [{ kind: 'Secret', namespace: manifest.metadata.namespace, name }];
      });
}

function secretOfExternalSecret({ metadata, spec }: Manifest): readonly DerivedObject[] {
  const { target } = recordOf(spec);
  const name = isRecord(target) ? textOf(target['name']) : undefined;
  return [{ kind: 'Secret', namespace: metadata.namespace, name: name ?? metadata.name }];
}

/** The governing Service of the operator's StatefulSets. */
function serviceOfOperator(name: string, port: number): DerivedObjects {
  return ({ metadata: { namespace } }) => [{ kind: 'Service', namespace, name, ports: [{ port }] }];
}
