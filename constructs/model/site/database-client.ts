/** PgBouncer before a database. */
export interface PoolerInput {
  /**
   * Instances that it leads to: `rw` the primary, `ro` replicas, `r` any.
   *
   * @default 'rw'
   */
  readonly type?: 'rw' | 'ro' | 'r';
  /**
   * Pods, 1 or more.
   *
   * @default 2
   */
  readonly instances?: number;
  /**
   * When a connection goes back to the pool: after a client has left, or after each transaction.
   *
   * @default 'session'
   */
  readonly poolMode?: 'session' | 'transaction';
  /** CPU of each pod, request and limit alike, as a Kubernetes quantity. */
  readonly cpu: string;
  /** Memory of each pod, request and limit alike, as a Kubernetes quantity. */
  readonly memory: string;
  /**
   * Most clients of each pod.
   *
   * @default - 100, as PgBouncer has it
   */
  readonly maxClients?: number;
  /**
   * Connections to PostgreSQL of each pod, for each pair of user and database.
   *
   * @default - 20, as PgBouncer has it
   */
  readonly poolSize?: number;
}

/** A database besides the one that is created first. */
export interface MoreDatabaseInput {
  /**
   * Name inside PostgreSQL.
   *
   * @default - the key
   */
  readonly name?: string;
  /**
   * Key in `roles`, or the name of another role that owns it.
   *
   * @default - the owner of the first database
   */
  readonly owner?: string;
  /**
   * Names of extensions to install.
   *
   * @default - none
   */
  readonly extensions?: readonly string[];
}

/** A role of PostgreSQL. */
export interface RoleInput {
  /**
   * Name inside PostgreSQL.
   *
   * @default - the key
   */
  readonly name?: string;
  /**
   * Name of a Secret of type `kubernetes.io/basic-auth` in the namespace of the database.
   *
   * @default - none: nobody logs in with a password
   */
  readonly passwordSecret?: string;
  /**
   * Names of roles that it is a member of.
   *
   * @default - none
   */
  readonly inRoles?: readonly string[];
}
