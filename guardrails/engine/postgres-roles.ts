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

/**
 * Roles that a Cluster, or a DatabaseRole beside it, makes; undefined where others come with the data that it starts from.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/cluster_defaults.go
 */
export function declaredRoles(cluster: Manifest, index: ObjectIndex): ReadonlySet<string> | undefined {
  const { bootstrap, replica } = recordOf(cluster['spec']);
  const { initdb, recovery, pg_basebackup: copy } = recordOf(bootstrap);
  const { database = 'app', owner = database, import: source } = recordOf(initdb);
  if ([recovery, copy, source, replica].some((origin) => origin !== undefined)) {
    return undefined;
  }
  return new Set([
    'postgres',
    ...(typeof owner === 'string' ? [owner] : []),
    ...managedRoles(cluster),
    ...databaseRoles(cluster, index),
  ]);
}

/** Roles in `managed.roles` that are there, or are going to be. */
export function managedRoles(cluster: Manifest): readonly string[] {
  return fieldsAt(cluster, 'spec.managed.roles[]').flatMap(({ value }) => {
    const { name, ensure } = recordOf(value);
    return typeof name === 'string' && ensure !== 'absent' ? [name] : [];
  });
}

function databaseRoles({ metadata: { name, namespace } }: Manifest, index: ObjectIndex): readonly string[] {
  return index
    .filed(ROLES, inNamespace(namespace, name))
    .flatMap(({ manifest }) => textOf(recordOf(manifest['spec'])['name']) ?? []);
}
