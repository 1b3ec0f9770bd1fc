import type { Manifest } from '../../constructs/model';
import { namesCluster } from '../../constructs/postgres/naming/derived';
import { clusterOf } from '../engine/postgres-roles';
import { defineGuardrail } from '../rule';
import { databaseRow, poolerRow, roleRow } from './rows/clients';

const scheduleRow = (name: string): Manifest => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'ScheduledBackup',
  metadata: { name, namespace: 'databases' },
  spec: { cluster: { name: 'pg-main' }, schedule: '0 0 3 * * *', method: 'volumeSnapshot' },
});

/** Since 1.30 the reference to the Cluster is immutable. */
export default defineGuardrail<Manifest>({
  kind: ['Database', 'DatabaseRole', 'Pooler', 'ScheduledBackup'].map((kind) => `postgresql.cnpg.io/${kind}`),
  severity: 'warning',
  summary: 'the name of a Pooler, Database, DatabaseRole or ScheduledBackup has the name of its Cluster in it',
  why: 'the reference to the Cluster cannot be changed: after a move to another Cluster under the same name, every synchronisation fails until somebody deletes the object',
  fix: 'put the name of the Cluster before the name of the object',
  waive: 'for an object that exists under another name and is not going to move',
  source: 'https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/docs/src/connection_pooling.md#quick-start',
  check(manifest) {
    const { name } = manifest.metadata;
    const cluster = clusterOf(manifest);
    // Without a reference there is another finding.
    return cluster === '' || namesCluster(name, cluster)
      ? []
      : [{ at: 'metadata.name', got: name, expected: `a name with ${cluster} in it`, fix: `write ${cluster}-${name}` }];
  },
  valid: [
    { name: 'the Cluster first', objects: [databaseRow(), roleRow(), poolerRow(), scheduleRow('pg-main-nightly')] },
    { name: 'the Cluster in the middle, and a dot', objects: [databaseRow({}, 'wiki.pg-main')] },
  ],
  invalid: [
    {
      name: 'what it is for, alone',
      objects: [databaseRow({}, 'wiki')],
      findings: [{ at: 'metadata.name', got: 'wiki' }],
    },
    {
      name: 'when it is done, alone',
      objects: [scheduleRow('nightly')],
      findings: [{ at: 'metadata.name', got: 'nightly' }],
    },
    {
      name: 'letters of the Cluster, in another word',
      objects: [poolerRow({}, 'pg-mainly-rw')],
      findings: [{ at: 'metadata.name', got: 'pg-mainly-rw' }],
    },
  ],
});
