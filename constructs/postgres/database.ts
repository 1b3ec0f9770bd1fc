import { Construct } from 'constructs';
import type { Database as DatabaseObject, DatabaseSpec } from '../../imports/postgresql.cnpg.io/v1';
import { kubeObject } from '../core/kube-object';
import { NEVER_PRUNED } from '../core/protection';
import { accepted } from './accepted';
import type { DatabaseRole } from './database-role';
import { databaseName } from './identifier/derived';
import { dependentName } from './naming/derived';
import type { PostgresCluster } from './postgres-cluster';

/** An extension of a database. */
export interface DatabaseExtension {
  readonly name: string;
  /**
   * Version to install, and to update to.
   *
   * @default - the extension's own default when it is installed
   */
  readonly version?: string;
  /**
   * Schema of its objects, where they can be moved.
   *
   * @default - the one that the extension says, or the first on the search path
   */
  readonly schema?: string;
}

/** A schema of a database. */
export interface DatabaseSchema {
  readonly name: string;
  /**
   * Role that owns it.
   *
   * @default - the owner of the database
   */
  readonly owner?: string | DatabaseRole;
}

/** Settings of a {@link PostgresDatabase}. */
export interface PostgresDatabaseProps {
  readonly cluster: PostgresCluster;
  /**
   * Name of the `Database` object, with the name of the cluster in it.
   *
   * @default - the name of the cluster, a hyphen and the construct's id
   */
  readonly name?: string;
  /**
   * Name inside PostgreSQL: at most 63 bytes; it cannot be changed.
   *
   * @default - the construct's id
   */
  readonly database?: string;
  /**
   * Role that owns it: a {@link DatabaseRole}, or a name that is declared elsewhere.
   *
   * @default - the owner of the cluster's first database
   */
  readonly owner?: string | DatabaseRole;
  /**
   * Extensions to install; others stay as they are.
   *
   * @default - none
   */
  readonly extensions?: readonly (string | DatabaseExtension)[];
  /**
   * Schemas to create; others stay as they are.
   *
   * @default - none
   */
  readonly schemas?: readonly DatabaseSchema[];
  /**
   * Most connections at a time.
   *
   * @default - no limit
   */
  readonly connectionLimit?: number;
}

/**
 * Defines a database of a PostgresCluster, besides the one that is created with it. It stays in PostgreSQL when the object
 * goes, and Argo CD never deletes the object.
 *
 * @throws SpecError `postgres/named-after-cluster` if the name does not say which cluster it belongs to.
 * @throws SpecError `postgres/identifier` if every server has a database of that name, or the name is too long.
 * @see https://cloudnative-pg.io/documentation/current/declarative_database_management/
 */
export class PostgresDatabase extends Construct {
  /** Name of the `Database` object. */
  public readonly name: string;
  /** Name inside PostgreSQL. */
  public readonly database: string;
  /** Role that owns it. */
  public readonly owner: string;
  /** Name of the `Cluster` that it is in. */
  public readonly clusterName: string;

  constructor(scope: Construct, id: string, props: PostgresDatabaseProps) {
    super(scope, id);
    const { cluster, name = `${cluster.name}-${id}`, database = id, owner = cluster.owner } = props;
    this.name = accepted(this, 'postgres/named-after-cluster', 'props.name', dependentName(name, cluster.name));
    this.database = accepted(this, 'postgres/identifier', 'props.database', databaseName(database));
    this.owner = nameOf(owner);
    this.clusterName = cluster.name;
    kubeObject<DatabaseObject>(this, 'Resource', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Database',
      metadata: { name, namespace: cluster.namespace, annotations: NEVER_PRUNED },
      spec: {
        cluster: { name: cluster.name },
        name: database,
        owner: this.owner,
        databaseReclaimPolicy: 'retain',
        ...contentOf(props, this.owner),
      },
    });
  }
}

function contentOf(
  { extensions = [], schemas = [], connectionLimit }: PostgresDatabaseProps,
  databaseOwner: string,
): Pick<DatabaseSpec, 'connectionLimit' | 'extensions' | 'schemas'> {
  return {
    ...(connectionLimit === undefined ? {} : { connectionLimit }),
    ...(extensions.length === 0 ? {} : { extensions: extensions.map(extensionOf) }),
    ...(schemas.length === 0
      ? {}
      : { schemas: schemas.map(({ name, owner = databaseOwner }) => ({ name, owner: nameOf(owner) })) }),
  };
}

function extensionOf(extension: string | DatabaseExtension): DatabaseExtension {
  return typeof extension === 'string' ? { name: extension } : { ...extension };
}

function nameOf(role: string | DatabaseRole): string {
  return typeof role === 'string' ? role : role.role;
}
