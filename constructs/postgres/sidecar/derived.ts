import type { Manifest } from '../../model';
import type { Neighbours } from '../../model/derived-object';
import { listOf, recordOf, textOf } from '../../model/foreign';
import { VERSIONS } from '../../model/versions';
import { barmanStoresOf, OBJECT_STORE, referredStores, storeOfInstances } from '../barman-stores/derived';

/** File of the plugin's repository that makes what {@link pluginAccess} names. */
export const PLUGIN_ACCESS_SOURCE = 'internal/cnpgi/operator/specs/role.go';

/** Name of the container that the plugin puts into pods. */
export const SIDECAR = 'plugin-barman-cloud';

const PLUGIN_VERSION = VERSIONS.systems['plugin-barman-cloud'].app;

/** What the chart of the plugin names as the image of its sidecar. */
const SIDECAR_IMAGE = `ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v${PLUGIN_VERSION}`;

type Fields = Readonly<Record<string, unknown>>;

/** What the Barman Cloud plugin adds to the pods of a `Cluster`. */
export interface Sidecar {
  /** Resources in instances, as the ObjectStore has them; undefined: no sidecar there. */
  readonly ofInstances: Fields | undefined;
  /** Resources in Jobs that recover from a store; undefined: no sidecar there. */
  readonly ofRecovery: Fields | undefined;
  /** Sources of the volume with the authorities of the stores. */
  readonly certificates: readonly unknown[];
}

/**
 * The sidecar of a `Cluster`. Without the ObjectStore at hand its resources read as empty.
 *
 * @see https://github.com/cloudnative-pg/plugin-barman-cloud/blob/v0.13.0/internal/cnpgi/operator/lifecycle.go
 */
export function sidecarOf(manifest: Manifest, near: Neighbours): Sidecar {
  const { namespace } = manifest.metadata;
  const stores = barmanStoresOf(manifest);
  const specOf = (name: string): Fields => recordOf(near.find(OBJECT_STORE, name, namespace)?.['spec']);
  const resources = (name: string | undefined): Fields | undefined =>
    name === undefined ? undefined : recordOf(recordOf(specOf(name)['instanceSidecarConfiguration'])['resources']);
  return {
    ofInstances: resources(storeOfInstances(stores)),
    ofRecovery: resources(stores.recovery),
    certificates: referredStores(stores).flatMap((name) => certificateOf(name, specOf(name))),
  };
}

/** A pod or Job of a `Cluster` with the sidecar, where it gets one: instances, and Jobs that recover from a store. */
export function withSidecar(manifest: Manifest, sidecar: Sidecar): Manifest {
  const spec = recordOf(manifest['spec']);
  if (manifest.kind === 'Pod') {
    return sidecar.ofInstances === undefined
      ? manifest
      : { ...manifest, spec: injected(spec, sidecar.ofInstances, sidecar) };
  }
  const role = recordOf(manifest.metadata.labels)['cnpg.io/jobRole'];
  if (sidecar.ofRecovery === undefined || (role !== 'full-recovery' && role !== 'snapshot-recovery')) {
    return manifest;
  }
  const template = recordOf(spec['template']);
  const pod = injected(recordOf(template['spec']), sidecar.ofRecovery, sidecar);
  return { ...manifest, spec: { ...spec, template: { ...template, spec: pod } } };
}

/**
 * Role and binding with which the sidecar reads its stores and their Secrets. The subject is the ServiceAccount with the
 * name of the Cluster, also where the Cluster uses another one.
 *
 * @see https://github.com/cloudnative-pg/plugin-barman-cloud/blob/v0.13.0/internal/cnpgi/operator/specs/role.go
 */
export function pluginAccess(manifest: Manifest): readonly Manifest[] {
  const { name: cluster, namespace = 'default' } = manifest.metadata;
  if (referredStores(barmanStoresOf(manifest)).length === 0) {
    return [];
  }
  const group = 'rbac.authorization.k8s.io';
  const metadata = { name: `${cluster}-barman-cloud`, namespace, labels: labelsOf(cluster) };
  return [
    { apiVersion: `${group}/v1`, kind: 'Role', metadata },
    {
      apiVersion: `${group}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: group, kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: cluster, namespace }],
    },
  ];
}

function labelsOf(cluster: string): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/component': 'database',
    'app.kubernetes.io/instance': cluster,
    'app.kubernetes.io/managed-by': 'plugin-barman-cloud',
    'app.kubernetes.io/name': 'barman-cloud-plugin',
    'app.kubernetes.io/version': PLUGIN_VERSION,
    'barmancloud.cnpg.io/cluster': cluster,
  };
}

function certificateOf(store: string, spec: Fields): readonly unknown[] {
  const { name, key } = recordOf(recordOf(spec['configuration'])['endpointCA']);
  return textOf(name) === undefined ? [] : [{ secret: { name, items: [{ key, path: `${store}/barman-ca.crt` }] } }];
}

/** It runs beside the main container for as long as that one does: an init container that is always restarted. */
function injected(pod: Fields, resources: Fields, { certificates }: Sidecar): Fields {
  const container = {
    name: SIDECAR,
    image: SIDECAR_IMAGE,
    restartPolicy: 'Always',
    resources,
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
  const trusted = { name: 'barman-certificates', projected: { sources: certificates } };
  return {
    ...pod,
    initContainers: [...listOf(pod['initContainers']), container],
    volumes: [
      ...listOf(pod['volumes']),
      ...(certificates.length === 0 ? [] : [trusted]),
      { name: 'plugins', emptyDir: {} },
    ],
  };
}
