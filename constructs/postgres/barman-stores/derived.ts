import type { Manifest } from '../../model';
import { listOf, recordOf, textOf } from '../../model/foreign';

/** Name under which the Barman Cloud plugin is registered with the operator. */
export const BARMAN_PLUGIN = 'barman-cloud.cloudnative-pg.io';

/** Kind of an object store, as rules write it. */
export const OBJECT_STORE = 'barmancloud.cnpg.io/ObjectStore';

/** Names of the ObjectStores that the plugin works with for a `Cluster`, in the namespace of the Cluster. */
export interface BarmanStores {
  /**
   * Where WAL and backups go.
   *
   * @default - nowhere
   */
  readonly archive?: string;
  /**
   * Where the Cluster was, or will be, recovered from.
   *
   * @default - it is not recovered from a store
   */
  readonly recovery?: string;
  /**
   * Where a replica Cluster takes its WAL from.
   *
   * @default - it is no replica, or streams
   */
  readonly replicaSource?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The ObjectStores of a `Cluster`, as the plugin looks for them; none if the operator does not call the plugin for it.
 *
 * @see https://github.com/cloudnative-pg/plugin-barman-cloud/blob/v0.14.0/internal/cnpgi/operator/config/config.go
 */
export function barmanStoresOf(manifest: Manifest): BarmanStores {
  const spec = recordOf(manifest['spec']);
  const plugins = listOf(spec['plugins']).map(recordOf);
  const externals = listOf(spec['externalClusters']).map(recordOf);
  if (![...plugins, ...externals.map(pluginOf)].some(isEnabledBarman)) {
    return {};
  }
  // The last entry with the name counts, and whether it is enabled is not asked again.
  const archiver = plugins.filter(({ name }) => name === BARMAN_PLUGIN).at(-1);
  const source = (name: unknown): Fields =>
    pluginOf(typeof name === 'string' ? (externals.find((external) => external['name'] === name) ?? {}) : {});
  return definedStores({
    archive: storeOf(archiver),
    recovery: storeOf(ofBarman(source(recordOf(recordOf(spec['bootstrap'])['recovery'])['source']))),
    replicaSource: storeOf(ofBarman(source(recordOf(spec['replica'])['source']))),
  });
}

/**
 * Name of the ObjectStore whose resources the sidecar of every instance gets; undefined if there is no sidecar. Version
 * 0.13 of the plugin does not look at the source of a replica; 0.14 does.
 *
 * @see https://github.com/cloudnative-pg/plugin-barman-cloud/blob/v0.14.0/internal/cnpgi/operator/lifecycle_resources.go
 */
export function storeOfInstances({ archive, recovery, replicaSource }: BarmanStores): string | undefined {
  return archive === undefined && replicaSource === undefined ? undefined : (archive ?? recovery ?? replicaSource);
}

/** Every ObjectStore that is referred to, in code-point order. */
export function referredStores({ archive, recovery, replicaSource }: BarmanStores): readonly string[] {
  const names = [archive, recovery, replicaSource].filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

/** ObjectStores whose resources some pod of the Cluster gets. */
export function storesWithSidecars(stores: BarmanStores): readonly string[] {
  const names = [storeOfInstances(stores), stores.recovery].filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

function pluginOf(external: Fields): Fields {
  return recordOf(external['plugin']);
}

function isEnabledBarman({ name, enabled }: Fields): boolean {
  return name === BARMAN_PLUGIN && enabled !== false;
}

function ofBarman(plugin: Fields): Fields | undefined {
  return plugin['name'] === BARMAN_PLUGIN ? plugin : undefined;
}

function storeOf(plugin: Fields | undefined): string | undefined {
  return textOf(recordOf(plugin?.['parameters'])['barmanObjectName']);
}

function definedStores(stores: Readonly<Record<keyof BarmanStores, string | undefined>>): BarmanStores {
  return Object.fromEntries(Object.entries(stores).filter(([, name]) => name !== undefined));
}
