import type { Manifest } from './bundle';
import type { Port } from './port';

/** An object that a controller, or a Helm chart, creates because of another one, as far as that follows from a manifest. */
export interface DerivedObject {
  /** Kind as rules write it: `Service`, `policy/PodDisruptionBudget`. */
  readonly kind: string;
  /**
   * Namespace of a namespaced kind.
   *
   * @default - none: cluster-scoped
   */
  readonly namespace?: string | undefined;
  /** Its name, or, where the running system adds something of its own, what the name begins with, ending in `-`. */
  readonly name: string;
  /**
   * Keys of a Secret or ConfigMap.
   *
   * @default - not known, or another kind
   */
  readonly keys?: readonly string[] | undefined;
  /**
   * Ports of a Service.
   *
   * @default - not known, or another kind
   */
  readonly ports?: readonly Pick<Port, 'name' | 'port'>[] | undefined;
  /**
   * The object itself, without what only the running cluster knows, and without text: commands, scripts, dashboards.
   *
   * @default - not known beyond its name
   */
  readonly manifest?: Manifest | undefined;
  /**
   * File of the system's repository that makes it.
   *
   * @default - not said
   */
  readonly source?: string | undefined;
}

/** What else is in the cluster, for controllers that read other objects too. */
export interface Neighbours {
  /** The rendered object of a kind as rules write it, with a name and a namespace; undefined if there is none. */
  find(kind: string, name: string, namespace: string | undefined): Manifest | undefined;
}

/** No other object. */
export const ALONE: Neighbours = { find: () => undefined };
