import type { Manifest } from '../../constructs/model';
import { barmanStoresOf } from '../../constructs/postgres/barman-stores/derived';
import { fieldsAt, recordOf, textOf, valueAt } from '../engine/fields';
import { inNamespace, type Filing } from '../engine/filing';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { ARCHIVER, BARMAN_PLUGIN, IN_TREE_STORE } from './rows/backup';
import { ARTICLE_00, clusterRow } from './rows/cluster';

const nightly = (spec: object = { method: 'plugin', pluginConfiguration: { name: BARMAN_PLUGIN } }): Manifest => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'ScheduledBackup',
  metadata: { name: 'pg-main-nightly', namespace: 'databases' },
  spec: { cluster: { name: 'pg-main' }, schedule: '0 0 3 * * *', ...spec },
});

/** Schedules by the Cluster that they back up. */
const BY_CLUSTER: Filing = {
  kind: 'postgresql.cnpg.io/ScheduledBackup',
  keysOf: ({ manifest }) => {
    const cluster = textOf(valueAt(manifest, ['spec', 'cluster', 'name']));
    const suspended = valueAt(manifest, ['spec', 'suspend']) === true;
    return cluster === undefined || suspended ? [] : [inNamespace(manifest.metadata.namespace, cluster)];
  },
};

/** Replicas are copies of every mistake. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'warning',
  summary: 'a Cluster archives its WAL, and base backups of it are taken by schedule',
  lesson: 'article 00 runs three instances and no backup: a DROP TABLE is on all of them within a second',
  why: 'without a base backup WAL restores nothing, and without WAL a base backup restores nothing since it was taken',
  fix: 'give PostgresCluster a backup: it archives to the store and takes base backups',
  waive: 'for data that can be made again, with the way to make it',
  source: 'https://cloudnative-pg.io/documentation/current/backup/',
  check(manifest, index) {
    // A schedule may be in a chart that could not be rendered.
    if (index.incomplete || isReplica(manifest)) {
      return [];
    }
    const faults = faultsOf(manifest, index);
    return faults.map(([at, got, expected]) => ({ at, got, expected }));
  },
  valid: [
    { name: 'the plugin, and a schedule', objects: [clusterRow({ plugins: [ARCHIVER] }), nightly()] },
    {
      name: 'the operator itself, until it cannot any more',
      objects: [clusterRow({ backup: { barmanObjectStore: IN_TREE_STORE } }), nightly({})],
    },
    {
      name: 'snapshots of the volumes: they hold the WAL that they need',
      objects: [
        clusterRow({ backup: { volumeSnapshot: { className: 'longhorn-snap' } } }),
        nightly({ method: 'volumeSnapshot' }),
      ],
    },
    {
      name: 'a replica of another Cluster, which has backups of its own',
      objects: [clusterRow({ replica: { enabled: true, source: 'pg-far' } })],
    },
  ],
  invalid: [
    {
      name: 'the manifest of article 00: no backup at all',
      objects: [ARTICLE_00],
      findings: [{ at: 'spec.plugins', got: 'no backup: neither WAL nor base backups' }],
    },
    {
      name: 'WAL without a schedule: there is nothing that it could be replayed on',
      objects: [clusterRow({ plugins: [ARCHIVER] })],
      findings: [{ at: 'spec.plugins', got: 'an archive of WAL, and no ScheduledBackup' }],
    },
    {
      name: 'a schedule that is suspended, and one of a Cluster without an archive',
      objects: [clusterRow({ plugins: [ARCHIVER] }), nightly({ suspend: true }), clusterRow({}, 'pg-other')],
      findings: [{ at: 'spec.plugins' }, { at: 'spec.plugins' }],
    },
    {
      name: 'base backups by a plugin that archives nothing',
      objects: [clusterRow({ plugins: [{ ...ARCHIVER, isWALArchiver: false }] }), nightly()],
      findings: [{ at: 'spec.plugins', got: 'base backups, and no archive of WAL' }],
    },
  ],
});

function faultsOf(manifest: Manifest, index: ObjectIndex): [at: string, got: string, expected: string][] {
  const { name, namespace } = manifest.metadata;
  const scheduled = index.filed(BY_CLUSTER, inNamespace(namespace, name)).length > 0;
  const archived = archives(manifest);
  if (archived && !scheduled) {
    return [['spec.plugins', 'an archive of WAL, and no ScheduledBackup', `a ScheduledBackup of ${name}`]];
  }
  if (!archived && !scheduled) {
    return [['spec.plugins', 'no backup: neither WAL nor base backups', 'a plugin with isWALArchiver: true']];
  }
  const snapshots = valueAt(manifest, ['spec', 'backup', 'volumeSnapshot']) !== undefined;
  return archived || snapshots
    ? []
    : [['spec.plugins', 'base backups, and no archive of WAL', 'a plugin with isWALArchiver: true']];
}

function archives(manifest: Manifest): boolean {
  const inTree = valueAt(manifest, ['spec', 'backup', 'barmanObjectStore']) !== undefined;
  const byPlugin = fieldsAt(manifest, 'spec.plugins[]').some(({ value }) => {
    const { name, enabled, isWALArchiver } = recordOf(value);
    const hasStore = name !== BARMAN_PLUGIN || barmanStoresOf(manifest).archive !== undefined;
    return isWALArchiver === true && enabled !== false && hasStore;
  });
  return inTree || byPlugin;
}

function isReplica(manifest: Manifest): boolean {
  return valueAt(manifest, ['spec', 'replica', 'enabled']) === true;
}
