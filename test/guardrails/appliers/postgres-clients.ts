import type { Construct } from 'constructs';
import {
  DatabaseRole,
  Pooler,
  PostgresDatabase,
  type ConnectionOptions,
  type DatabaseRoleProps,
  type PoolerProps,
  type PostgresCluster,
  type PostgresDatabaseProps,
} from '../../../constructs/postgres';

type Input = Readonly<Record<string, unknown>>;

/** What stands before a cluster, or in it, as far as a row asks for it. */
export function addClients(scope: Construct, cluster: PostgresCluster, input: Input): void {
  const { pooler, database, role, connection } = input;
  if (pooler !== undefined) {
    const resources = { cpu: '100m', memory: '64Mi' };
    new Pooler(scope, 'pooler', { cluster, resources, ...(pooler as Partial<PoolerProps>) });
  }
  if (connection !== undefined) {
    cluster.connection(connection as ConnectionOptions);
  }
  if (database !== undefined) {
    new PostgresDatabase(scope, 'wiki', { cluster, ...(database as Partial<PostgresDatabaseProps>) });
  }
  if (role !== undefined) {
    new DatabaseRole(scope, 'writer', { cluster, ...(role as Partial<DatabaseRoleProps>) });
  }
}
