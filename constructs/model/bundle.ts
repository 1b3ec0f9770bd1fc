import type { External } from './external';
import type { PlacedViolation } from './finding';
import type { Flow } from './flow';
import type { Site } from './site';
import type { StateUnit } from './state-unit';

/** A Kubernetes object as it will be written. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
  readonly [field: string]: unknown;
}

/** The part of ObjectMeta that every check may rely on. */
export interface ManifestMetadata {
  readonly name: string;
  /** @default - none: cluster-scoped */
  readonly namespace?: string;
  /** @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** One object of the Kubernetes plane, with the place that it came from. */
export interface KubeObject {
  readonly plane: 'kubernetes';
  /** Key of the cluster in the site. */
  readonly cluster: string;
  /** Name of the GitOps application (the id of the chart). */
  readonly app: string;
  /** Construct path, the cluster's key first. */
  readonly where: string;
  readonly manifest: Manifest;
}

/** One resource of the host plane, with symbolic references and secrets as text: what `plan.json` holds. */
export interface HostObject {
  readonly plane: 'host';
  readonly stack: string;
  /** Construct path, the stack first. */
  readonly where: string;
  /** Pulumi type token: `proxmoxve:storage/pbs:Pbs`. */
  readonly type: string;
  /** Pulumi name, unique in its stack and type. */
  readonly name: string;
  /**
   * Inputs; a reference to another resource's output reads `${name.output}`, a secret from the configuration
   * `${secret:key}`, any other configuration value `${config:key}`.
   */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of the resources that must exist first, those that are referred to included. */
  readonly dependsOn: readonly string[];
  readonly options: HostOptions;
}

/** An earlier identity of a resource, as far as it differed. */
export interface HostAlias {
  /** @default - the present name */
  readonly name?: string;
  /**
   * Pulumi type token.
   *
   * @default - the present type
   */
  readonly type?: string;
}

/** Limits of a provider's operations, as Go durations: `5m`, `1h30m`. */
export interface HostTimeouts {
  /** @default - the provider's own limit */
  readonly create?: string;
  /** @default - the provider's own limit */
  readonly update?: string;
  /** @default - the provider's own limit */
  readonly delete?: string;
}

/** Resource options of the host plane, in Pulumi's own words. */
export interface HostOptions {
  /** @default false */
  readonly deleteBeforeReplace?: boolean;
  /** @default false */
  readonly protect?: boolean;
  /** @default false */
  readonly retainOnDelete?: boolean;
  /**
   * Name of the provider resource of the stack.
   *
   * @default - the provider of the environment
   */
  readonly provider?: string;
  /** @default - none */
  readonly additionalSecretOutputs?: readonly string[];
  /** @default - none */
  readonly ignoreChanges?: readonly string[];
  /**
   * Inputs whose change replaces the resource.
   *
   * @default - those that the provider names
   */
  readonly replaceOnChanges?: readonly string[];
  /**
   * What the resource was called before: a whole URN, or the name or type that changed. Without it a rename replaces.
   *
   * @default - none
   */
  readonly aliases?: readonly (string | HostAlias)[];
  /**
   * Id of an existing thing that the resource takes over instead of creating it; take it out again after the first run.
   *
   * @default - none
   */
  readonly import?: string;
  /**
   * How long the provider may take.
   *
   * @default - the provider's own limits
   */
  readonly customTimeouts?: HostTimeouts;
  /**
   * Rules that do not apply to this resource, each with the reason.
   *
   * @default - none
   */
  readonly waive?: Readonly<Record<string, string>>;
}

/** An object of either plane. */
export type Rendered = KubeObject | HostObject;

/** A fact that only a construct knows, with the place that declared it. */
export interface Declared<T> {
  readonly where: string;
  /** Key of the cluster, or name of the stack, that it holds for. */
  readonly tree: string;
  readonly value: T;
}

/** Both planes of a site as data, before anything is checked or written. */
export interface Bundle {
  readonly site: Site;
  readonly objects: readonly KubeObject[];
  readonly resources: readonly HostObject[];
  readonly flows: readonly Declared<Flow>[];
  readonly state: readonly Declared<StateUnit>[];
  readonly externals: readonly Declared<External>[];
  /** Charts and stacks that ended with an error, by path: what needs them cannot be judged. */
  readonly incomplete: readonly string[];
  /**
   * Secrets in clear of what was not rendered, so that no message repeats them. Never written.
   *
   * @default - none
   */
  readonly secrets?: readonly string[];
  /** What went wrong while the tree was built and rendered. */
  readonly violations: readonly PlacedViolation[];
}
