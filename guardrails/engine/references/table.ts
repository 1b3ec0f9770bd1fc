/** Where the namespace of a target is found: the object's own, a field beside the name, none, or anywhere. */
export type TargetNamespace = 'own' | 'beside' | 'none' | 'any';

/** Kind of a target, fixed or told by what stands beside the name; undefined where nobody here can say. */
export type TargetKind = string | ((holder: Readonly<Record<string, unknown>>) => string | undefined);

/** A field that names another object. */
export interface ReferenceField {
  /** Path of the name: `spec.tls[].secretName`. */
  readonly path: string;
  readonly target: TargetKind;
  /** @default - `none` for cluster-scoped kinds, `own` for the others */
  readonly namespace?: TargetNamespace;
  /** Field beside the name that holds a port of a Service: a number, a name, or an object with either. */
  readonly port?: string;
  /** Port that is meant where none stands beside the name. */
  readonly defaultPort?: number;
}

/** Kinds of targets that have no namespace. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'Namespace',
  'PersistentVolume',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'cert-manager.io/ClusterIssuer',
  'gateway.networking.k8s.io/GatewayClass',
  'networking.k8s.io/IngressClass',
  'node.k8s.io/RuntimeClass',
  'postgresql.cnpg.io/ClusterImageCatalog',
  'projectcalico.org/Tier',
  'rbac.authorization.k8s.io/ClusterRole',
  'scheduling.k8s.io/PriorityClass',
  'snapshot.storage.k8s.io/VolumeSnapshotClass',
  'storage.k8s.io/StorageClass',
]);

/** Whether a kind of target has no namespace. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}

/** Puts the fields of several families together, by the kind that has them. */
export function tableOf(
  ...families: readonly (readonly (readonly [string, readonly ReferenceField[]])[])[]
): ReadonlyMap<string, readonly ReferenceField[]> {
  const table = new Map<string, readonly ReferenceField[]>();
  for (const [kind, fields] of families.flat()) {
    table.set(kind, [...(table.get(kind) ?? []), ...fields]);
  }
  return table;
}

/** A field, for tables. */
export function ref(
  path: string,
  target: TargetKind,
  more: Omit<ReferenceField, 'path' | 'target'> = {},
): ReferenceField {
  return { path, target, ...more };
}
