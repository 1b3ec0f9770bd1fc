import type { Manifest } from '../../constructs/model';
import { fieldsAt, recordOf, textOf, valueAt } from './fields';
import { inNamespace, type Filing } from './filing';
import type { ObjectIndex } from './object-index';

/** Names that a Cluster declares; undefined where they come from elsewhere: a recovery, an import. */
export interface Declared {
  readonly databases: readonly string[] | undefined;
  readonly users: readonly string[] | undefined;
}

const byCluster = (kind: string): Filing => ({
  kind: `postgresql.cnpg.io/${kind}`,
  keysOf: ({ manifest }) => {
    const cluster = textOf(valueAt(manifest, ['spec', 'cluster', 'name']));
    return cluster === undefined ? [] : [inNamespace(manifest.metadata.namespace, cluster)];
  },
});

const DATABASES = byCluster('Database');
const ROLES = byCluster('DatabaseRole');

/** Databases and users of a Cluster: of its bootstrap, of its managed roles, of the objects that refer to it. */
export function declaredIn(cluster: Manifest, index: ObjectIndex): Declared {
  const bootstrap = recordOf(valueAt(cluster, ['spec', 'bootstrap']));
  const initdb = recordOf(bootstrap['initdb']);
  const isCopy = Object.keys(bootstrap).some((method) => method !== 'initdb') || initdb['import'] !== undefined;
  if (isCopy) {
    return { databases: undefined, users: undefined };
  }
  const { name, namespace } = cluster.metadata;
  const key = inNamespace(namespace, name);
  const database = textOf(initdb['database']) ?? 'app';
  const owner = textOf(initdb['owner']) ?? database;
  const roles = fieldsAt(cluster, 'spec.managed.roles[].name').map(({ value }) => textOf(value));
  return {
    databases: known(['postgres', database, ...namesOf(index, DATABASES, key)]),
    users: known(['postgres', owner, ...roles, ...namesOf(index, ROLES, key)]),
  };
}

function namesOf(index: ObjectIndex, filing: Filing, key: string): readonly (string | undefined)[] {
  return index.filed(filing, key).map(({ manifest }) => textOf(valueAt(manifest, ['spec', 'name'])));
}

function known(names: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}
