import type { Construct } from 'constructs';
import { Pooler, type PostgresCluster, type PoolerProps } from '../../../constructs/postgres';

type Input = Readonly<Record<string, unknown>>;

/** What stands before a cluster, or in it, as far as a row asks for it. */
export function addClients(scope: Construct, cluster: PostgresCluster, { pooler }: Input): void {
  if (pooler !== undefined) {
    const resources = { cpu: '100m', memory: '64Mi' };
    new Pooler(scope, 'pooler', { cluster, resources, ...(pooler as Partial<PoolerProps>) });
  }
}
