import type { Manifest } from '../../constructs/model';
import { shown, valueAt } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { ARCHIVER, IN_TREE_STORE, objectStoreRow } from './rows/backup';
import { clusterRow } from './rows/cluster';

/** The retention of a Cluster belongs to backups of the operator itself; plugins have one of their own. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'warning',
  summary: 'a Cluster has a retentionPolicy only with backups of the operator itself',
  why: 'without them it is ignored: no backup is ever deleted, and the store fills until nothing can be archived',
  fix: 'write spec.retentionPolicy of the ObjectStore that the plugin uses',
  waive: 'while a migration to the plugin is under way',
  source: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/retention/',
  check(manifest) {
    const policy = valueAt(manifest, ['spec', 'backup', 'retentionPolicy']);
    const inTree = valueAt(manifest, ['spec', 'backup', 'barmanObjectStore']) !== undefined;
    return policy === undefined || policy === '' || inTree
      ? []
      : [
          {
            at: 'spec.backup.retentionPolicy',
            got: `${shown(policy)}, without backup.barmanObjectStore`,
            expected: 'nothing: it is ignored',
          },
        ];
  },
  valid: [
    {
      name: 'the retention of the ObjectStore',
      objects: [clusterRow({ plugins: [ARCHIVER] }), objectStoreRow({ retentionPolicy: '30d' })],
    },
    {
      name: 'backups of the operator itself',
      objects: [clusterRow({ backup: { barmanObjectStore: IN_TREE_STORE, retentionPolicy: '30d' } })],
    },
  ],
  invalid: [
    {
      name: 'left behind by a migration to the plugin',
      objects: [clusterRow({ backup: { retentionPolicy: '30d' }, plugins: [ARCHIVER] })],
      findings: [{ at: 'spec.backup.retentionPolicy', got: '30d, without backup.barmanObjectStore' }],
    },
    {
      name: 'beside snapshots of the volumes',
      objects: [clusterRow({ backup: { retentionPolicy: '2w', volumeSnapshot: { className: 'longhorn-snap' } } })],
      findings: [{ at: 'spec.backup.retentionPolicy', got: '2w, without backup.barmanObjectStore' }],
    },
  ],
});
