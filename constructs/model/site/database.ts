import type { MoreDatabaseInput, PoolerInput, RoleInput } from './database-client';
import { valuesOf, type Keyed } from './keyed';

/** One volume. */
export interface VolumeInput {
  /** Kubernetes quantity: `20Gi`. */
  readonly size: string;
  /** Name of a StorageClass of the cluster. */
  readonly storageClass: string;
}

/** A PostgreSQL cluster of CloudNativePG. */
export interface DatabaseInput<C extends string = string> {
  /**
   * Name of the `Cluster` object. Give one where two clusters each have a database of the same name.
   *
   * @default - the key
   */
  readonly name?: string;
  /** Key of the cluster. */
  readonly cluster: C;
  /** Namespace of the cluster, created with it. */
  readonly namespace: string;
  /** Major and minor version: `18.4`. */
  readonly version: string;
  /**
   * Instances, 1 or more: one primary, the rest replicas.
   *
   * @default 3
   */
  readonly instances?: number;
  /** CPU of each instance, request and limit alike, as a Kubernetes quantity. */
  readonly cpu: string;
  /** Memory of each instance, request and limit alike, as a Kubernetes quantity. */
  readonly memory: string;
  /** The data volume of each instance. */
  readonly storage: VolumeInput;
  /**
   * A volume of its own for the write-ahead log; it cannot be taken away again.
   *
   * @default - the log shares the data volume
   */
  readonly walStorage?: VolumeInput;
  /**
   * Name of the database that is created first.
   *
   * @default 'app'
   */
  readonly database?: string;
  /**
   * Owner of that database.
   *
   * @default 'app'
   */
  readonly owner?: string;
  /**
   * Poolers before it. A key ends the name of the pooler: `<name>-<key>`.
   *
   * @default - none
   */
  readonly poolers?: Keyed<PoolerInput>;
  /**
   * Databases besides the first one.
   *
   * @default - none
   */
  readonly databases?: Keyed<MoreDatabaseInput>;
  /**
   * Roles besides the owner of the first database.
   *
   * @default - none
   */
  readonly roles?: Keyed<RoleInput>;
}

/** A PostgreSQL cluster with every default in place. */
export interface Database extends DatabaseInput {
  /** Key in the site. */
  readonly key: string;
  readonly name: string;
  readonly instances: number;
  readonly database: string;
  readonly owner: string;
}

/** PostgreSQL clusters with every default in place, in the order in which they were written. */
export function databasesOf(databases: Keyed<DatabaseInput> | undefined): readonly Database[] {
  return valuesOf(databases, (database, key) => ({
    name: key,
    instances: 3,
    database: 'app',
    owner: 'app',
    ...database,
    key,
  }));
}
