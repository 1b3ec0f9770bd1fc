import versionsFile from '../../versions.json';

/** Where a value was read: a public repository at a fixed ref. */
export interface VersionSource {
  readonly repository: string;
  /** Tag or commit. */
  readonly ref: string;
  readonly path: string;
}

/** A Helm chart and the application that it installs. */
export interface ChartVersion {
  readonly repoURL: string;
  readonly name: string;
  readonly version: string;
  /** Version of the application, without a leading `v`. */
  readonly app: string;
  /**
   * Folder of the chart in the repository that it is released from.
   *
   * @default - not read: nothing is known of what the chart creates
   */
  readonly source?: VersionSource;
  /**
   * Charts that this one installs with it, by the name of their dependency; those that are switched off are left out.
   *
   * @default - none
   */
  readonly subcharts?: readonly { readonly name: string; readonly source: VersionSource }[];
  /**
   * Files that the release puts into the chart: the CustomResourceDefinitions of a folder, one after the other.
   *
   * @default - none
   */
  readonly packed?: readonly { readonly file: string; readonly source: VersionSource }[];
}

/** CustomResourceDefinitions that the types and schemas in `imports/` are generated from. */
export interface CrdVersion {
  readonly version: string;
  readonly source: VersionSource;
  /**
   * API groups of that source without types and schemas, each with the reason.
   *
   * @default - none
   */
  readonly leftOut?: Readonly<Record<string, string>>;
}

/** The versions of one system that belong together. */
export interface SystemVersions {
  /** Version of the application that runs, without a leading `v`. */
  readonly app: string;
  /** @default - no chart is used or known */
  readonly chart?: ChartVersion;
  /** @default - the system has no CRDs */
  readonly crds?: CrdVersion;
  /**
   * Why a CRD version other than the application's is accepted.
   *
   * @default - the versions agree
   */
  readonly skew?: string;
}

/** A major version of PostgreSQL. */
export interface PostgresMajor {
  /**
   * Newest minor version, `18.6`, when `postgresql.read` was written.
   *
   * @default - no images are built any more
   */
  readonly current?: string;
  /**
   * Minor versions with an image of every flavour and distribution, oldest first; some numbers were left out.
   *
   * @default - no images are built any more
   */
  readonly minors?: readonly string[];
  /** Day of the last release, ISO 8601. */
  readonly endOfLife: string;
}

/** The images that CloudNativePG runs. */
export interface PostgresVersions {
  /** Image without tag; tags read `<minor>-<flavour>-<distribution>`. */
  readonly image: string;
  /** Day on which the sources were current, ISO 8601. */
  readonly read: string;
  readonly minorsSource: VersionSource;
  readonly endOfLifeSource: VersionSource;
  /** Tag that the pinned operator runs when a Cluster names no image. */
  readonly operatorDefault: string;
  readonly operatorDefaultSource: VersionSource;
  readonly flavours: readonly string[];
  readonly distributions: readonly string[];
  /** Majors by number; one that is absent is older than all of them, or not released. */
  readonly majors: Readonly<Record<string, PostgresMajor>>;
}

/** Kubernetes minors that are supported, and the release whose schemas are pinned. */
export interface KubernetesVersions {
  /** Minor versions with schemas: `1.35`. */
  readonly minors: readonly string[];
  readonly schemas: string;
  readonly source: VersionSource;
  /** Where scope and plural of the core kinds were read. */
  readonly resources: VersionSource;
}

/** Names of the systems in `versions.json`; written out, so that the package's types do not import JSON. */
export const SYSTEM_NAMES = [
  'argo-cd',
  'calico',
  'cert-manager',
  'cloudnative-pg',
  'external-snapshotter',
  'gateway-api',
  'kube-vip',
  'kyverno',
  'longhorn',
  'metallb',
  'metrics-server',
  'pgadmin',
  'plugin-barman-cloud',
  'prometheus-operator',
  'sealed-secrets',
  'tigera-operator',
  'traefik',
  'velero',
] as const;

/** Name of a system in `versions.json`. */
export type SystemName = (typeof SYSTEM_NAMES)[number];

/** Every pinned version: the content of `versions.json`. */
export interface Versions {
  readonly kubernetes: KubernetesVersions;
  readonly systems: Readonly<Record<SystemName, SystemVersions>>;
  readonly postgresql: PostgresVersions;
}

/** Every pinned version, deeply frozen. */
export const VERSIONS: Versions = deepFreeze(versionsFile);

/** Freezes a value and everything below it; returns the same value. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
