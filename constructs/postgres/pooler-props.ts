import type { FlowPeer } from '../model';
import type { ServiceRole } from './derived';
import type { NUMERIC_PARAMETERS, OTHER_PARAMETERS } from './pooler/parameters/derived';
import type { PostgresCluster } from './postgres-cluster';
import type { InstanceResources } from './postgres-cluster-props';

/** When a connection of PostgreSQL goes back to the pool: after a client has left, or after each transaction. */
export type PoolMode = 'session' | 'transaction';

/**
 * Parameters of PgBouncer that the operator leaves to its users, but those of TLS and authentication.
 *
 * @see https://www.pgbouncer.org/config.html
 */
export type PoolerParameters = Readonly<
  Partial<Record<(typeof NUMERIC_PARAMETERS)[number], number> & Record<(typeof OTHER_PARAMETERS)[number], string>>
>;

/** Who reads the metrics of a pooler. */
export interface PoolerMonitor {
  /** Pods of the monitoring system. */
  readonly from: FlowPeer;
  /**
   * Labels by which the monitoring system finds the `PodMonitor`.
   *
   * @default - none: the monitoring system takes every PodMonitor
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Settings of a `Pooler`. */
export interface PoolerProps {
  readonly cluster: PostgresCluster;
  /**
   * Name of the `Pooler` object and of its Service: a DNS-1035 label with the name of the cluster in it.
   *
   * @default - the name of the cluster, a hyphen and the construct's id
   */
  readonly name?: string;
  /**
   * Instances that it leads to: `rw` the primary, `ro` replicas, `r` any.
   *
   * @default 'rw'
   */
  readonly type?: ServiceRole;
  /**
   * Number of pods, 1 or more.
   *
   * @default 2
   */
  readonly instances?: number;
  /**
   * `transaction` serves many more clients, and breaks what a client keeps beyond a transaction: `SET`, `LISTEN`, advisory
   * locks of a session, temporary tables, prepared statements in SQL.
   *
   * @default 'session'
   */
  readonly poolMode?: PoolMode;
  /** @default - PgBouncer's own values */
  readonly parameters?: PoolerParameters;
  /** Of each pod: request and limit alike, also of the container that starts it. */
  readonly resources: InstanceResources;
  /**
   * Image of PgBouncer.
   *
   * @default - the one that the operator was built with
   */
  readonly image?: string;
  /**
   * A `PodMonitor` for the pods, and the flow to them.
   *
   * @default - none
   */
  readonly podMonitor?: PoolerMonitor;
}
