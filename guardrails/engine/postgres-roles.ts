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
const DATABASES = byCluster('postgresql.cnpg.io/Database');

/** Name of the Cluster that an object names. */
export function clusterOf({ spec }: Manifest): string {
  return textOf(recordOf(recordOf(spec)['cluster'])['name']) ?? '';
}

/** The Cluster that an object names, if it is in the output. */
export function clusterNamedBy(manifest: Manifest, index: ObjectIndex): Manifest | undefined {
  return index.find(CLUSTER, clusterOf(manifest), manifest.metadata.namespace)?.manifest;
}

/** The roles and databases of one Cluster. */
export interface ClusterRoles {
  /** Roles in `managed.roles` that are there, or are going to be. */
  readonly managed: ReadonlySet<string>;
  /** Those, the first owner and every DatabaseRole; undefined where others come with the data that it starts from. */
  readonly all: ReadonlySet<string> | undefined;
  /** The first database and every Database; undefined as above. */
  readonly databases: ReadonlySet<string> | undefined;
}

/** The roles of the Cluster that an object names, if it is in the output. */
export function rolesFor(manifest: Manifest, index: ObjectIndex): ClusterRoles | undefined {
  const cluster = clusterNamedBy(manifest, index);
  return cluster === undefined ? undefined : rolesOf(cluster, index);
}

/** The roles of a Cluster of the output. */
export function rolesOf(cluster: Manifest, index: ObjectIndex): ClusterRoles | undefined {
  return index.once(rolesOfClusters).get(cluster);
}

/** Worked out once: a Cluster may have any number of databases. */
function rolesOfClusters(index: ObjectIndex): ReadonlyMap<Manifest, ClusterRoles> {
  return new Map(
    index.ofKind(CLUSTER).map(({ manifest }) => {
      const managed = managedRoles(manifest);
      return [manifest, { managed, ...namesIn(manifest, managed, index) }];
    }),
  );
}

/** @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/cluster_defaults.go */
function namesIn(cluster: Manifest, managed: Iterable<string>, index: ObjectIndex): Omit<ClusterRoles, 'managed'> {
  const { bootstrap, replica } = recordOf(cluster['spec']);
  const { initdb, recovery, pg_basebackup: copy } = recordOf(bootstrap);
  const { database: named, owner: own, import: source } = recordOf(initdb);
  if ([recovery, copy, source, replica].some((origin) => origin !== undefined)) {
    return { all: undefined, databases: undefined };
  }
  const database = textOf(named) ?? 'app';
  return {
    all: new Set(['postgres', textOf(own) ?? database, ...managed, ...declared(cluster, ROLES, index)]),
    databases: new Set(['postgres', database, ...declared(cluster, DATABASES, index)]),
  };
}

/** Names of the objects for a Cluster that are there, or are going to be. */
function declared({ metadata: { name, namespace } }: Manifest, filing: Filing, index: ObjectIndex): readonly string[] {
  return index.filed(filing, inNamespace(namespace, name)).flatMap(({ manifest }) => nameIfPresent(manifest['spec']));
}

function nameIfPresent(spec: unknown): readonly string[] {
  const { name, ensure } = recordOf(spec);
  return typeof name === 'string' && ensure !== 'absent' ? [name] : [];
}

function managedRoles(cluster: Manifest): ReadonlySet<string> {
  return new Set(fieldsAt(cluster, 'spec.managed.roles[]').flatMap(({ value }) => nameIfPresent(value)));
}
