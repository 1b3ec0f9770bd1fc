import type { Manifest } from '../../constructs/model';
import type { Deliveries, Delivery } from './delivery';
import { recordOf, textOf } from './fields';
import { groupOf, kindOf } from './kind';
import { referencesOf } from './references/references';

/** Something that must be there before an object. */
export interface Need {
  /** For people: `the definition of postgresql.cnpg.io/Cluster`. */
  readonly what: string;
  readonly deliveries: readonly Delivery[];
}

/** Kinds that an object waits for if it names one: without them it is refused, or hangs. */
const WAITED_FOR: ReadonlySet<string> = new Set([
  'ConfigMap',
  'PersistentVolumeClaim',
  'Secret',
  'ServiceAccount',
  'barmancloud.cnpg.io/ObjectStore',
  'cert-manager.io/ClusterIssuer',
  'cert-manager.io/Issuer',
  'networking.k8s.io/IngressClass',
  'postgresql.cnpg.io/Cluster',
  'scheduling.k8s.io/PriorityClass',
  'snapshot.storage.k8s.io/VolumeSnapshotClass',
  'storage.k8s.io/StorageClass',
]);

/** Group of what Argo CD itself reads: whoever applies such an object has its definition and its namespace. */
const ARGO_CD = 'argoproj.io';

/** Everything that an Application of the cluster brings and an object cannot do without. */
export function needsOf(manifest: Manifest, deliveries: Deliveries): readonly Need[] {
  const group = groupOf(manifest.apiVersion);
  if (group === ARGO_CD) {
    return [];
  }
  const kind = kindOf(manifest);
  const { namespace } = manifest.metadata;
  const home = namespace === undefined ? [] : [need(`Namespace ${namespace}`, deliveries.of('Namespace', namespace))];
  const own = group === '' ? [] : [need(`the definition of ${kind}`, deliveries.ofDefinition(kind))];
  return [...home, ...own, ...namedNeeds(manifest, deliveries), ...silentNeeds(manifest, deliveries)].filter(
    (found) => found.deliveries.length > 0,
  );
}

/** A binding may name an account that comes later: it is no worse for it. */
const BINDINGS: ReadonlySet<string> = new Set([
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'rbac.authorization.k8s.io/RoleBinding',
]);

function namedNeeds(manifest: Manifest, deliveries: Deliveries): readonly Need[] {
  if (BINDINGS.has(kindOf(manifest))) {
    return [];
  }
  return referencesOf(manifest)
    .filter((reference) => WAITED_FOR.has(reference.kind))
    .map(({ kind, name, namespace, anyNamespace }) =>
      anyNamespace
        ? need(`${kind} ${name}`, deliveries.causingAnywhere(kind, name))
        : need(
            `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`,
            deliveries.causing(kind, name, namespace),
          ),
    );
}

/** What an object waits for without naming it as an object. */
function silentNeeds(manifest: Manifest, deliveries: Deliveries): readonly Need[] {
  const driver = textOf(manifest['provisioner']) ?? textOf(manifest['driver']);
  const { type } = recordOf(manifest['spec']);
  switch (kindOf(manifest)) {
    case 'storage.k8s.io/StorageClass':
    case 'snapshot.storage.k8s.io/VolumeSnapshotClass':
      return driver === undefined
        ? []
        : [need(`the driver ${driver}`, deliveries.causing('storage.k8s.io/CSIDriver', driver))];
    case 'Service':
      // Argo CD takes it for unhealthy until it has an address, and waits.
      return type === 'LoadBalancer' ? [need('a pool of addresses', deliveries.ofKind(ADDRESS_POOL))] : [];
    default:
      return [];
  }
}

const ADDRESS_POOL = 'metallb.io/IPAddressPool';

function need(what: string, deliveries: readonly Delivery[]): Need {
  return { what, deliveries };
}
