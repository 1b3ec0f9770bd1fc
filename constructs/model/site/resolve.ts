import type { ClusterInput } from './cluster';
import type { DatabaseInput } from './database';
import type { HostInput } from './host';
import type { SiteInput } from './input';
import { Site, type Cluster, type ClusterNode, type Database, type Host } from './site';

/**
 * Gives a site its defaults and the values that follow from it.
 *
 * Pure and total: a reference that leads nowhere is reported by the site's rules, and throws only when it is followed.
 */
export function resolve(input: SiteInput): Site {
  return new Site(input, {
    failureDomains: new Map(Object.entries(input.failureDomains)),
    networks: mapOf(input.networks, (network, key) => ({ ...network, key })),
    hosts: mapOf(input.hosts, (host, key) => hostOf(host, key, input.domain)),
    clusters: mapOf(input.clusters ?? {}, clusterOf),
    databases: [...mapOf(input.databases ?? {}, databaseOf).values()],
    hostServices: [...mapOf(input.hostServices ?? {}, (service, name) => ({ ...service, name })).values()],
    pveBackups: [...mapOf(input.pve?.backups ?? {}, (backup, storageId) => ({ ...backup, storageId })).values()],
  });
}

function databaseOf(database: DatabaseInput, name: string): Database {
  return { instances: 3, database: 'app', owner: 'app', ...database, name };
}

function hostOf(host: HostInput, key: string, domain: string): Host {
  return { ...host, key, fqdn: `${key}.${domain}` };
}

function clusterOf(cluster: ClusterInput, key: string): Cluster {
  const nodes = Object.entries(cluster.nodes).map(([name, node]): ClusterNode => ({
    network: cluster.network,
    ...node,
    name,
  }));
  return { ...cluster, key, nodes, gitops: { path: 'dist', namespace: 'argocd', ...cluster.gitops } };
}

function mapOf<T, R>(record: Readonly<Record<string, T>>, map: (value: T, key: string) => R): ReadonlyMap<string, R> {
  return new Map(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
