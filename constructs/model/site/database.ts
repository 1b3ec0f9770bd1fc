import type { MoreDatabaseInput, PoolerInput, RoleInput } from './database-client';
import { valuesOf, type Keyed } from './keyed';

/** One volume. */
export interface VolumeInput {
  /** Kubernetes quantity: `20Gi`. */
  readonly size: string;
  /** Name of a StorageClass of the cluster. */
  readonly storageClass: string;
}

/** Backups of a database in a bucket of an S3 server of the site: WAL all the time, base backups by schedule. */
export interface DatabaseBackupInput<H extends string = string> {
  /** Key of the host, an S3 server. */
  readonly s3: H;
  /** Name of the bucket: it must exist. */
  readonly bucket: string;
  /**
   * Path inside the bucket, without a slash at either end.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;
  /** Name of the Secret in the namespace of the database with the keys ACCESS_KEY_ID and SECRET_ACCESS_KEY. */
  readonly credentialsSecret: string;
  /** When base backups start, in UTC: six fields, second first. */
  readonly schedule: string;
  /** How far back one can restore: a number of days, weeks or months such as 30d, 4w, 3m. */
  readonly retention: string;
  /**
   * Name of the Secret in the namespace of the database whose key ca.crt is the authority of the server's certificate.
   *
   * @default - an authority that everybody knows, or no TLS
   */
  readonly caSecret?: string;
}

/** A PostgreSQL cluster of CloudNativePG. */
export interface DatabaseInput<C extends string = string, H extends string = string> {
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
   * Where its backups go.
   *
   * @default - no backup
   */
  readonly backup?: DatabaseBackupInput<H>;
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
export interface Database extends Omit<DatabaseInput, 'backup'> {
  /** Key in the site. */
  readonly key: string;
  readonly name: string;
  readonly instances: number;
  readonly database: string;
  readonly owner: string;
  /** Where its backups go; undefined: nowhere. */
  readonly s3Backup: DatabaseBackupInput | undefined;
}

/** PostgreSQL clusters with every default in place, in the order in which they were written. */
export function databasesOf(databases: Keyed<DatabaseInput> | undefined): readonly Database[] {
  return valuesOf(databases, ({ backup, ...database }, key) => ({
    name: key,
    instances: 3,
    database: 'app',
    owner: 'app',
    ...database,
    s3Backup: backup,
    key,
  }));
}
