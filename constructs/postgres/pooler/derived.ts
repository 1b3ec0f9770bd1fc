import type { Manifest } from '../../model';
import { ALONE, type DerivedObject, type Neighbours } from '../../model/derived-object';
import { listOf, recordOf, textOf } from '../../model/foreign';
import { tcp } from '../../model/port';
import { poolerPod } from './pod/derived';
import { poolerLabels, poolerView, type PoolerView } from './view/derived';

/**
 * What CloudNativePG 1.30.0 creates for a `Pooler`, as its source builds it; nothing for other manifests.
 *
 * Security contexts and the Secrets with certificates are those of the Cluster, which is looked for among the neighbours; if
 * it is not there, the volumes with certificates are left out. Not modelled: rules of the Role; pull Secrets; environment, commands and volume mounts; what `serviceTemplate` says beyond ports, type and labels.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/tree/v1.30.0/pkg/specs/pgbouncer
 */
export function poolerObjects(manifest: Manifest, near: Neighbours = ALONE): readonly DerivedObject[] {
  if (manifest.kind !== 'Pooler' || !manifest.apiVersion.startsWith('postgresql.cnpg.io/')) {
    return [];
  }
  const view = poolerView(manifest);
  const cluster = near.find('postgresql.cnpg.io/Cluster', view.cluster, manifest.metadata.namespace);
  return [
    ...accessOf(view),
    ...authenticationOf(view),
    serviceOf(view),
    deploymentOf(view, cluster),
    ...monitorOf(view),
  ];
}

/** Name of the Secret with the certificate by which the poolers of a cluster ask for passwords; all of them share it. */
export function poolerSecretName(cluster: string): string {
  return `${cluster}-pooler`;
}

const RBAC = 'rbac.authorization.k8s.io';

function accessOf(view: PoolerView): DerivedObject[] {
  const { name, namespace, serviceAccountName } = view;
  const metadata = { name, namespace };
  const source = 'pkg/specs/pgbouncer/rbac.go';
  const account = derived('', source, { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  return [
    ...(serviceAccountName === undefined ? [account] : []),
    derived(RBAC, source, { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata }),
    derived(RBAC, source, {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name: serviceAccountName ?? name, namespace }],
    }),
  ];
}

/** Made while the operator itself connects the pooler with the Cluster. */
function authenticationOf({ cluster, namespace, isAutomated }: PoolerView): DerivedObject[] {
  const metadata = { name: poolerSecretName(cluster), namespace };
  const source = 'internal/controller/cluster_create.go';
  return isAutomated
    ? [{ ...derived('', source, { apiVersion: 'v1', kind: 'Secret', metadata }), keys: ['tls.crt', 'tls.key'] }]
    : [];
}

function serviceOf(view: PoolerView): DerivedObject {
  const { name, namespace, service } = view;
  const { type = 'ClusterIP' } = service.spec;
  const given = listOf(service.spec['ports']).map(recordOf);
  const own = { ...tcp(5432, 'pgbouncer'), targetPort: 'pgbouncer' };
  // A port of this name or number in the template keeps the operator from adding its own.
  const isTaken = given.some((port) => port['name'] === own.name || port['port'] === own.port);
  const ports = isTaken ? given : [...given, own];
  const manifest: Manifest = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: { ...service.labels, ...poolerLabels(view) } },
    spec: { type, selector: { 'cnpg.io/poolerName': name }, ports },
  };
  return {
    ...derived('', 'pkg/specs/pgbouncer/services.go', manifest),
    ports: ports.flatMap(({ port, name: portName }) =>
      typeof port === 'number' ? [{ port, ...(typeof portName === 'string' ? { name: portName } : {}) }] : [],
    ),
  };
}

function deploymentOf(view: PoolerView, cluster: Manifest | undefined): DerivedObject {
  const { name, namespace, instances, strategy } = view;
  return derived('apps', 'pkg/specs/pgbouncer/deployments.go', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels: poolerLabels(view) },
    spec: {
      replicas: instances,
      selector: { matchLabels: { 'cnpg.io/poolerName': name } },
      template: poolerPod(view, cluster),
      ...(strategy === undefined ? {} : { strategy }),
    },
  });
}

function monitorOf(view: PoolerView): DerivedObject[] {
  const { name, namespace, enablePodMonitor } = view;
  const { 'cnpg.io/cluster': _cluster, ...labels } = poolerLabels(view);
  const manifest: Manifest = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name, namespace, labels: { ...labels, 'app.kubernetes.io/instance': name } },
    spec: {
      selector: { matchLabels: { 'cnpg.io/podRole': 'pooler', 'cnpg.io/poolerName': name } },
      podMetricsEndpoints: [{ port: 'metrics' }],
    },
  };
  return enablePodMonitor ? [derived('monitoring.coreos.com', 'pkg/specs/pgbouncer/podmonitor.go', manifest)] : [];
}

function derived(group: string, source: string, manifest: Manifest): DerivedObject {
  const { kind, metadata } = manifest;
  return {
    kind: group === '' ? kind : `${group}/${kind}`,
    namespace: textOf(metadata.namespace),
    name: metadata.name,
    manifest,
    source,
  };
}
