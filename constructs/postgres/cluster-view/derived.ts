import type { Manifest } from '../../model';
import { majorOf } from '../image/derived';

/** Requests and limits as a manifest writes them. */
export type Resources = Partial<{
  readonly requests: Readonly<Record<string, number | string>>;
  readonly limits: Readonly<Record<string, number | string>>;
}>;

/** The part of `Cluster.spec` that decides what the operator creates. */
export type ClusterSpecView = Partial<{
  readonly affinity: AffinityView;
  readonly bootstrap: Readonly<Record<string, BootstrapView | undefined>>;
  readonly certificates: Readonly<Record<string, unknown>>;
  readonly enablePDB: boolean;
  readonly enableSuperuserAccess: boolean;
  readonly imageCatalogRef: Partial<{ readonly major: number }>;
  readonly imageName: string;
  readonly inheritedMetadata: Partial<{ readonly labels: Readonly<Record<string, string>> }>;
  readonly instances: number;
  readonly managed: Partial<{ readonly services: ManagedServicesView }>;
  readonly resources: Resources;
  readonly serviceAccountName: string;
  readonly stopDelay: number;
  readonly storage: VolumeView;
  readonly superuserSecret: Partial<{ readonly name: string }>;
  readonly topologySpreadConstraints: readonly unknown[];
  readonly walStorage: VolumeView;
}>;

/** `Cluster.spec.affinity`. */
export type AffinityView = Partial<{
  readonly additionalPodAffinity: unknown;
  readonly additionalPodAntiAffinity: AntiAffinityTerms;
  readonly enablePodAntiAffinity: boolean;
  readonly nodeAffinity: unknown;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly podAntiAffinityType: string;
  readonly tolerations: readonly unknown[];
  readonly topologyKey: string;
}>;

/** Anti-affinity as a pod writes it. */
export type AntiAffinityTerms = Partial<{
  readonly requiredDuringSchedulingIgnoredDuringExecution: readonly unknown[];
  readonly preferredDuringSchedulingIgnoredDuringExecution: readonly unknown[];
}>;

/** One way to bootstrap. */
export type BootstrapView = Partial<{
  readonly secret: Partial<{ readonly name: string }>;
  readonly import: unknown;
  readonly database: string;
  readonly volumeSnapshots: unknown;
}>;

/** `Cluster.spec.managed.services`. */
export type ManagedServicesView = Partial<{
  readonly disabledDefaultServices: readonly string[];
  readonly additional: readonly ManagedServiceView[];
}>;

/** One more Service, of a user's own. */
export type ManagedServiceView = Partial<{
  readonly selectorType: string;
  readonly serviceTemplate: Partial<{ readonly metadata: Partial<{ readonly name: string }> }>;
}>;

/** A volume of an instance. */
export type VolumeView = Partial<{
  readonly size: string;
  readonly storageClass: string;
  readonly pvcTemplate: Readonly<Record<string, unknown>>;
}>;

/** A Cluster with the operator's defaults. */
export interface ClusterView {
  readonly name: string;
  readonly namespace: string;
  readonly spec: ClusterSpecView;
  readonly instances: number;
  /** Major version of PostgreSQL. */
  readonly major: string;
  /** Labels that everything of the cluster inherits. */
  readonly inheritedLabels: Readonly<Record<string, string>>;
}

/** No cluster is larger; a nonsensical number in foreign YAML must not be followed. */
const MOST_INSTANCES = 100;

/** Reads a `Cluster` of postgresql.cnpg.io/v1 as the operator does. */
export function clusterView(manifest: Manifest): ClusterView {
  const spec = (manifest['spec'] ?? {}) as ClusterSpecView;
  const { instances = 1 } = spec;
  return {
    name: manifest.metadata.name,
    namespace: manifest.metadata.namespace ?? 'default',
    spec,
    instances: Number.isInteger(instances) && instances > 0 ? Math.min(instances, MOST_INSTANCES) : 1,
    major: majorOf(spec.imageName, spec.imageCatalogRef?.major),
    inheritedLabels: spec.inheritedMetadata?.labels ?? {},
  };
}

/** Labels of everything that belongs to the database of a cluster. */
export function databaseLabels({ name, major, inheritedLabels }: ClusterView): Readonly<Record<string, string>> {
  return {
    ...inheritedLabels,
    'app.kubernetes.io/component': 'database',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'cloudnative-pg',
    'app.kubernetes.io/name': 'postgresql',
    'app.kubernetes.io/version': major,
    'cnpg.io/cluster': name,
  };
}
