import type { Manifest } from '../../constructs/model';
import { VERSIONS } from '../../constructs/model/versions';
import { fieldsAt } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { ARCHIVER, IN_TREE_STORE } from './rows/backup';
import { clusterRow } from './rows/cluster';

/** Barman inside the operator, which the plugin replaces. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'warning',
  summary: 'backups and recovery go through the Barman Cloud plugin',
  why: `CloudNativePG 1.31 removes the support that ${VERSIONS.systems['cloudnative-pg'].app} still has: after the upgrade nothing is archived and nothing restored`,
  fix: 'write an ObjectStore and name it in spec.plugins, with the parameter barmanObjectName',
  waive: 'until the upgrade to CloudNativePG 1.31 is planned',
  source: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/migration/',
  check: (manifest) =>
    ['spec.backup.barmanObjectStore', 'spec.externalClusters[].barmanObjectStore']
      .flatMap((path) => fieldsAt(manifest, path))
      .map(({ at }) => ({
        at,
        got: 'an object store of the operator itself',
        expected: 'the plugin, in spec.plugins',
      })),
  valid: [
    {
      name: 'the plugin',
      objects: [
        clusterRow({
          plugins: [ARCHIVER],
        }),
      ],
    },
    {
      name: 'volume snapshots',
      objects: [clusterRow({ backup: { volumeSnapshot: { className: 'longhorn-snap' } } })],
    },
  ],
  invalid: [
    {
      name: 'backups of the operator itself',
      objects: [clusterRow({ backup: { barmanObjectStore: IN_TREE_STORE, retentionPolicy: '30d' } })],
      findings: [{ at: 'spec.backup.barmanObjectStore' }],
    },
    {
      name: 'recovery from them',
      objects: [
        clusterRow({
          bootstrap: { recovery: { source: 'pg-old' } },
          externalClusters: [{ name: 'pg-old', barmanObjectStore: IN_TREE_STORE }],
        }),
      ],
      findings: [{ at: 'spec.externalClusters[0].barmanObjectStore' }],
    },
  ],
});
