import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, recordOf, textOf, valueAt } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { ARCHIVER, BARMAN_PLUGIN, IN_TREE_STORE } from './rows/backup';
import { clusterRow } from './rows/cluster';

const backup = (kind: 'Backup' | 'ScheduledBackup', spec: object): Manifest => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind,
  metadata: { name: 'pg-main-nightly', namespace: 'databases' },
  spec: { cluster: { name: 'pg-main' }, ...(kind === 'Backup' ? {} : { schedule: '0 0 3 * * *' }), ...spec },
});

const BY_PLUGIN = { method: 'plugin', pluginConfiguration: { name: BARMAN_PLUGIN } };

/** A backup asks for a way; whether the Cluster can go it stands in the Cluster. */
export default defineGuardrail<Manifest>({
  kind: ['postgresql.cnpg.io/ScheduledBackup', 'postgresql.cnpg.io/Backup'],
  severity: 'error',
  summary: 'a backup is taken by a method that its Cluster is set up for',
  why: 'the operator accepts the schedule and every Backup of it fails: "the cluster has no backup section", "requested plugin is not available"',
  fix: 'name the plugin that stands in spec.plugins of the Cluster, or add what the method needs to the Cluster',
  waive: 'never',
  source: 'https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/internal/controller/backup_controller.go',
  check(manifest, index) {
    const name = textOf(valueAt(manifest, ['spec', 'cluster', 'name'])) ?? '';
    const cluster = index.find('postgresql.cnpg.io/Cluster', name, manifest.metadata.namespace)?.manifest;
    // A Cluster that is not here is for structure/reference to tell.
    return cluster === undefined ? [] : faultsOf(manifest, cluster);
  },
  valid: [
    {
      name: 'the plugin, which archives as well',
      objects: [backup('ScheduledBackup', BY_PLUGIN), clusterRow({ plugins: [ARCHIVER] })],
    },
    {
      name: 'snapshots of volumes, with a class for them',
      objects: [
        backup('Backup', { method: 'volumeSnapshot' }),
        clusterRow({ backup: { volumeSnapshot: { className: 'longhorn-snap' } } }),
      ],
    },
    {
      name: 'the operator itself, until it cannot any more',
      objects: [backup('Backup', {}), clusterRow({ backup: { barmanObjectStore: IN_TREE_STORE } })],
    },
    {
      name: 'a schedule without a method, which another rule refuses',
      objects: [backup('ScheduledBackup', {}), clusterRow({ plugins: [ARCHIVER] })],
    },
  ],
  invalid: [
    {
      name: 'the default method, after a migration to the plugin',
      objects: [backup('Backup', {}), clusterRow({ plugins: [ARCHIVER] })],
      findings: [{ at: 'spec.method', got: 'barmanObjectStore, and pg-main has no backup.barmanObjectStore' }],
    },
    {
      name: 'a plugin that the Cluster does not use, or has switched off',
      objects: [
        backup('ScheduledBackup', BY_PLUGIN),
        clusterRow({ plugins: [{ ...ARCHIVER, enabled: false }] }),
        backup('Backup', { method: 'plugin', pluginConfiguration: { name: 'barman-cloud' } }),
      ],
      findings: [
        { at: 'spec.pluginConfiguration.name', got: `${BARMAN_PLUGIN}, and pg-main uses no plugin` },
        { at: 'spec.pluginConfiguration.name', got: 'barman-cloud, and pg-main uses no plugin' },
      ],
    },
    {
      name: 'snapshots of a Cluster without a class for them',
      objects: [backup('ScheduledBackup', { method: 'volumeSnapshot' }), clusterRow()],
      findings: [{ at: 'spec.method', got: 'volumeSnapshot, and pg-main has no backup.volumeSnapshot' }],
    },
  ],
});

function faultsOf({ kind, spec }: Manifest, cluster: Manifest): readonly Violation[] {
  const { method = 'barmanObjectStore', pluginConfiguration } = recordOf(spec);
  if (method === 'plugin') {
    return pluginFaults(textOf(recordOf(pluginConfiguration)['name']), cluster);
  }
  // A schedule that says no method is for postgres/scheduled-backup to tell.
  const isUnsaid = kind === 'ScheduledBackup' && recordOf(spec)['method'] === undefined;
  return isUnsaid || typeof method !== 'string' || valueAt(cluster, ['spec', 'backup', method]) !== undefined
    ? []
    : [
        {
          at: 'spec.method',
          got: `${method}, and ${cluster.metadata.name} has no backup.${method}`,
          expected: pluginsOf(cluster).length > 0 ? 'plugin' : `a Cluster with backup.${method}`,
        },
      ];
}

/** A plugin without a name is for postgres/scheduled-backup to tell. */
function pluginFaults(plugin: string | undefined, cluster: Manifest): readonly Violation[] {
  const used = pluginsOf(cluster);
  return plugin === undefined || used.includes(plugin)
    ? []
    : [
        {
          at: 'spec.pluginConfiguration.name',
          got: `${plugin}, and ${cluster.metadata.name} uses ${used.length === 0 ? 'no plugin' : used.join(', ')}`,
          expected: 'a plugin in spec.plugins of the Cluster',
        },
      ];
}

function pluginsOf(cluster: Manifest): readonly string[] {
  return fieldsAt(cluster, 'spec.plugins[]').flatMap(({ value }) => {
    const { name, enabled } = recordOf(value);
    return typeof name === 'string' && enabled !== false ? [name] : [];
  });
}
