import type { Manifest } from '../../constructs/model';
import { fieldsAt, recordOf, textOf } from './fields';
import { inNamespace, type Filing } from './filing';
import type { ObjectIndex } from './object-index';

const CLUSTER = 'postgresql.cnpg.io/Cluster';

/** Objects of a kind by the Cluster that they name, in its namespace. */
export function byCluster(kind: string): Filing {
  return { kind, keysOf: ({ manifest }) => [inNamespace(manifest.metadata.namespace, clusterOf(manifest))] };
}

const ROLES = byCluster('postgresql.cnpg.io/DatabaseRole');

/** Name of the Cluster that an object names. */
export function clusterOf({ spec }: Manifest): string {
  return textOf(recordOf(recordOf(spec)['cluster'])['name']) ?? '';
}

/** The Cluster that an object names, if it is in the output. */
export function clusterNamedBy(manifest: Manifest, index: ObjectIndex): Manifest | undefined {
  return index.find(CLUSTER, clusterOf(manifest), manifest.metadata.namespace)?.manifest;
}

/** The roles of one Cluster. */
export interface ClusterRoles {
  /** Roles in `managed.roles` that are there, or are going to be. */
  readonly managed: ReadonlySet<string>;
  /** Those, the first owner and every DatabaseRole; undefined where others come with the data that it starts from. */
  readonly all: ReadonlySet<string> | undefined;
}

/** The roles of the Cluster that an object names, if it is in the output. */
export function rolesFor(manifest: Manifest, index: ObjectIndex): ClusterRoles | undefined {
  const cluster = clusterNamedBy(manifest, index);
  return cluster === undefined ? undefined : index.once(rolesOfClusters).get(cluster);
}

/** Worked out once: a Cluster may have any number of databases. */
function rolesOfClusters(index: ObjectIndex): ReadonlyMap<Manifest, ClusterRoles> {
  return new Map(
    index.ofKind(CLUSTER).map(({ manifest }) => {
      const managed = managedRoles(manifest);
      return [manifest, { managed, all: allRoles(manifest, managed, index) }];
    }),
  );
}

/** @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/cluster_defaults.go */
function allRoles(cluster: Manifest, managed: Iterable<string>, index: ObjectIndex): ReadonlySet<string> | undefined {
  const { bootstrap, replica } = recordOf(cluster['spec']);
  const { initdb, recovery, pg_basebackup: copy } = recordOf(bootstrap);
  const { database = 'app', owner = database, import: source } = recordOf(initdb);
  const { name, namespace } = cluster.metadata;
  const own = index
    .filed(ROLES, inNamespace(namespace, name))
    .flatMap(({ manifest }) => textOf(recordOf(manifest['spec'])['name']) ?? []);
  return [recovery, copy, source, replica].some((origin) => origin !== undefined)
    ? undefined
    : new Set(['postgres', ...(typeof owner === 'string' ? [owner] : []), ...managed, ...own]);
}

function managedRoles(cluster: Manifest): ReadonlySet<string> {
  return new Set(
    fieldsAt(cluster, 'spec.managed.roles[]').flatMap(({ value }) => {
      const { name, ensure } = recordOf(value);
      return typeof name === 'string' && ensure !== 'absent' ? [name] : [];
    }),
  );
}
