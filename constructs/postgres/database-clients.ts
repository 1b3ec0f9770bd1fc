import type { Construct } from 'constructs';
import type { Database, MoreDatabaseInput, PoolerInput, RoleInput } from '../model';
import { PostgresDatabase } from './database';
import { DatabaseRole } from './database-role';
import { Pooler } from './pooler';
import type { PoolerParameters } from './pooler-props';
import type { PostgresCluster } from './postgres-cluster';

/** What stands before a cluster, and in it, by the keys of the site. */
export interface DatabaseClients {
  readonly poolers: ReadonlyMap<string, Pooler>;
  readonly databases: ReadonlyMap<string, PostgresDatabase>;
  readonly roles: ReadonlyMap<string, DatabaseRole>;
}

/** Defines the poolers, roles and databases that the site has for a cluster; their ids are `pooler-<key>` and so on. */
export function addDatabaseClients(
  scope: Construct,
  cluster: PostgresCluster,
  { name, poolers, databases, roles }: Pick<Database, 'name' | 'poolers' | 'databases' | 'roles'>,
): DatabaseClients {
  const made = new Map(
    Object.entries(roles ?? {}).map(([key, role]) => [key, addRole(scope, cluster, { ...role, key: [name, key] })]),
  );
  return {
    roles: made,
    poolers: new Map(
      Object.entries(poolers ?? {}).map(([key, pooler]) => [
        key,
        addPooler(scope, cluster, { ...pooler, key: [name, key] }),
      ]),
    ),
    databases: new Map(
      Object.entries(databases ?? {}).map(([key, database]) => {
        const owner = database.owner === undefined ? undefined : (made.get(database.owner) ?? database.owner);
        return [key, addDatabase(scope, cluster, { ...database, key: [name, key], ownedBy: owner })];
      }),
    ),
  };
}

/** Keys of the cluster and of the part: two clusters of a namespace may have parts of one key. */
interface KeyedPart {
  readonly key: readonly [string, string];
}

function addPooler(scope: Construct, cluster: PostgresCluster, input: PoolerInput & KeyedPart): Pooler {
  const { key, cpu, memory, maxClients, poolSize, ...props } = input;
  const parameters: PoolerParameters = {
    ...(maxClients === undefined ? {} : { max_client_conn: maxClients }),
    ...(poolSize === undefined ? {} : { default_pool_size: poolSize }),
  };
  const name = key.join('-');
  return new Pooler(scope, `pooler-${name}`, { ...props, cluster, name, resources: { cpu, memory }, parameters });
}

function addRole(scope: Construct, cluster: PostgresCluster, input: RoleInput & KeyedPart): DatabaseRole {
  const { key, name: role = key[1], ...props } = input;
  const name = key.join('-');
  return new DatabaseRole(scope, `role-${name}`, { ...props, cluster, name, role });
}

interface OwnedDatabase extends MoreDatabaseInput, KeyedPart {
  readonly ownedBy: string | DatabaseRole | undefined;
}

function addDatabase(scope: Construct, cluster: PostgresCluster, input: OwnedDatabase): PostgresDatabase {
  const { key, name: database = key[1], extensions, ownedBy } = input;
  const name = key.join('-');
  return new PostgresDatabase(scope, `database-${name}`, {
    cluster,
    name,
    database,
    ...(extensions === undefined ? {} : { extensions }),
    ...(ownedBy === undefined ? {} : { owner: ownedBy }),
  });
}
