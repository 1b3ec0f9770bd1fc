import type { Manifest } from '../model';
import { ALONE, type Neighbours } from '../model/derived-object';
import { tcp } from '../model/port';
import {
  clusterView,
  databaseLabels,
  type ClusterView,
  type ServiceRole,
  type VolumeView,
} from './cluster-view/derived';
import { serviceName } from './names/derived';
import { derived, inherited, named, type Derived } from './parts/derived';
import { INSTANCE_PORTS, instanceJob, instanceName, instancePod } from './pods/derived';
import { PLUGIN_ACCESS_SOURCE, pluginAccess, sidecarOf, withSidecar, type Sidecar } from './sidecar/derived';

/**
 * What CloudNativePG 1.30.0 creates for a `Cluster`, as its source builds it and as it was seen from the running operator;
 * nothing for other manifests.
 *
 * The Barman Cloud plugin is modelled as well: its sidecar has the resources of an ObjectStore, which is looked for among
 * the neighbours. Not modelled: other plugins, tablespaces, managed services' templates beyond their names,
 * the ConfigMap of default metrics that every cluster of a namespace shares, volume mounts, environment and commands,
 * pull Secrets, schedulers, probes of your own, patches of pods (`cnpg.io/podPatch`), AppArmor.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/tree/v1.30.0/pkg/specs
 */
export function derivedObjects(manifest: Manifest, near: Neighbours = ALONE): readonly Derived[] {
  if (manifest.kind !== 'Cluster' || !manifest.apiVersion.startsWith('postgresql.cnpg.io/')) {
    return [];
  }
  const view = clusterView(manifest);
  const sidecar = sidecarOf(manifest, near);
  return [
    ...accessOf(view),
    ...pluginAccess(manifest).map((object) => derived('rbac.authorization.k8s.io', PLUGIN_ACCESS_SOURCE, object)),
    ...secretsOf(view),
    ...servicesOf(view),
    ...disruptionBudgetsOf(view),
    ...monitorOf(view),
    derived(
      'coordination.k8s.io',
      'internal/controller/primary_lease.go',
      named(view, 'coordination.k8s.io/v1', 'Lease', view.name),
    ),
    ...serials(view).flatMap((serial) => instanceOf(view, serial, sidecar)),
  ];
}

export type { Derived } from './parts/derived';
export type { ServiceRole } from './cluster-view/derived';
export {
  applicationSecretName,
  caSecretName,
  reservedServiceNames,
  serverCertificateName,
  serviceName,
} from './names/derived';

/** Keys of a Secret with credentials. */
const CREDENTIAL_KEYS: readonly string[] = [
  'dbname',
  'fqdn-jdbc-uri',
  'fqdn-uri',
  'host',
  'jdbc-uri',
  'password',
  'pgpass',
  'port',
  'uri',
  'user',
  'username',
];

function accessOf(view: ClusterView): Derived[] {
  const { name, namespace, serviceAccountName } = view;
  const rbac = 'rbac.authorization.k8s.io';
  const account = derived('', 'pkg/specs/serviceaccount.go', named(view, 'v1', 'ServiceAccount', name));
  return [
    ...(serviceAccountName === undefined ? [account] : []),
    derived(rbac, 'pkg/specs/roles.go', named(view, `${rbac}/v1`, 'Role', name)),
    derived(rbac, 'pkg/specs/rolebinding.go', {
      ...named(view, `${rbac}/v1`, 'RoleBinding', name),
      roleRef: { apiGroup: rbac, kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name: serviceAccountName ?? name, namespace }],
    }),
  ];
}

const TLS_KEYS: readonly string[] = ['tls.crt', 'tls.key'];

function secretsOf(view: ClusterView): Derived[] {
  const pki = 'internal/controller/cluster_pki.go';
  const secrets = [
    { part: 'app', source: 'pkg/specs/secrets.go', keys: CREDENTIAL_KEYS },
    { part: 'ca', source: pki, keys: ['ca.crt', 'ca.key'] },
    { part: 'server', source: pki, keys: TLS_KEYS },
    { part: 'replication', source: pki, keys: TLS_KEYS },
    { part: 'superuser', source: 'pkg/specs/secrets.go', keys: CREDENTIAL_KEYS },
  ] as const;
  return secrets
    .filter(({ part }) => view.makes[part])
    .map(({ part, source, keys }) => ({
      ...derived('', source, named(view, 'v1', 'Secret', `${view.name}-${part}`)),
      keys,
    }));
}

/** Selectors are fixed; at a failover the operator moves the label `cnpg.io/instanceRole`. */
const SELECTORS: Readonly<Record<ServiceRole, Readonly<Record<string, string>>>> = {
  r: { 'cnpg.io/podRole': 'instance' },
  ro: { 'cnpg.io/instanceRole': 'replica' },
  rw: { 'cnpg.io/instanceRole': 'primary' },
};

function servicesOf(view: ClusterView): Derived[] {
  const roles = (['r', 'ro', 'rw'] as const).filter((role) => role === 'rw' || !view.disabledServices.includes(role));
  return [
    ...roles.map((role) => serviceOf(view, serviceName(view.name, role), role)),
    ...view.services.map(({ name, role }) => serviceOf(view, name, role)),
  ];
}

function serviceOf(view: ClusterView, name: string, role: ServiceRole): Derived {
  const port = tcp(INSTANCE_PORTS.postgresql, 'postgres');
  const service = derived('', 'pkg/specs/services.go', {
    ...named(view, 'v1', 'Service', name),
    spec: {
      type: 'ClusterIP',
      selector: { 'cnpg.io/cluster': view.name, ...SELECTORS[role] },
      ports: [{ ...port, targetPort: port.port }],
    },
  });
  return { ...service, ports: [port] };
}

function disruptionBudgetsOf(view: ClusterView): Derived[] {
  const budget = (name: string, role: string, minAvailable: number): Derived =>
    derived('policy', 'pkg/specs/poddisruptionbudget.go', {
      ...named(view, 'policy/v1', 'PodDisruptionBudget', name),
      spec: {
        minAvailable,
        selector: { matchLabels: { 'cnpg.io/cluster': view.name, 'cnpg.io/instanceRole': role } },
      },
    });
  if (!view.enablePDB) {
    return [];
  }
  const replicas = view.instances < 3 ? [] : [budget(view.name, 'replica', view.instances - 2)];
  return [budget(`${view.name}-primary`, 'primary', 1), ...replicas];
}

function monitorOf(view: ClusterView): Derived[] {
  const group = 'monitoring.coreos.com';
  const monitor = {
    ...named(view, `${group}/v1`, 'PodMonitor', view.name),
    spec: {
      selector: { matchLabels: { 'cnpg.io/cluster': view.name, 'cnpg.io/podRole': 'instance' } },
      podMetricsEndpoints: [{ port: 'metrics' }],
    },
  };
  return view.enablePodMonitor ? [derived(group, 'pkg/specs/podmonitor.go', monitor)] : [];
}

/** An instance: its volumes, the Job that fills them, its pod. A replacement takes the lowest number that is free. */
function instanceOf(view: ClusterView, serial: number, sidecar: Sidecar): Derived[] {
  const { storage, walStorage } = view;
  const name = instanceName(view, serial);
  const role = serial === 1 ? view.bootstrapRole : 'join';
  return [
    volumeOf(view, serial, { name, role: 'PG_DATA', volume: storage }),
    ...(walStorage === undefined
      ? []
      : [volumeOf(view, serial, { name: `${name}-wal`, role: 'PG_WAL', volume: walStorage })]),
    derived('batch', 'pkg/specs/jobs.go', withSidecar(instanceJob(view, serial, role), sidecar)),
    derived('', 'pkg/specs/pods.go', withSidecar(instancePod(view, serial), sidecar)),
  ];
}

interface InstanceVolume {
  readonly name: string;
  readonly role: 'PG_DATA' | 'PG_WAL';
  readonly volume: VolumeView;
}

function volumeOf(view: ClusterView, serial: number, { name, role, volume }: InstanceVolume): Derived {
  const { 'app.kubernetes.io/instance': _i, 'app.kubernetes.io/version': _v, ...labels } = databaseLabels(view);
  const { size, storageClass, pvcTemplate } = volume;
  return derived('', 'pkg/reconciler/persistentvolumeclaim/build.go', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name,
      namespace: view.namespace,
      labels: inherited(view, {
        ...labels,
        'cnpg.io/instanceName': instanceName(view, serial),
        'cnpg.io/pvcRole': role,
      }),
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      ...pvcTemplate,
      ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
      ...(size === undefined ? {} : { resources: { requests: { storage: size } } }),
    },
  });
}

function serials({ instances }: ClusterView): number[] {
  return Array.from({ length: instances }, (_, index) => index + 1);
}
