import type { Manifest } from '../../constructs/model';
import { fieldsAt, shown } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { IN_TREE_STORE, objectStoreRow } from './rows/backup';

/** One store may keep several servers; which one a Cluster is, the Cluster says. */
export default defineGuardrail<Manifest>({
  kind: 'barmancloud.cnpg.io/ObjectStore',
  severity: 'error',
  summary: 'an ObjectStore has no serverName: that is a parameter of the plugin, in the Cluster',
  why: 'the API server refuses the store: nothing is archived until somebody reads why',
  fix: 'move it to spec.plugins[].parameters.serverName of the Cluster',
  waive: 'never',
  source: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/usage/',
  check: (manifest) =>
    fieldsAt(manifest, 'spec.configuration.serverName').map(({ at, value }) => ({
      at,
      got: shown(value),
      expected: 'nothing',
    })),
  valid: [
    { name: 'the store alone', objects: [objectStoreRow()] },
    {
      name: 'an endpoint in the place of the default one',
      objects: [objectStoreRow({ configuration: { ...IN_TREE_STORE, endpointURL: 'https://s3.home.example' } })],
    },
  ],
  invalid: [
    {
      name: 'carried over from the field of the operator',
      objects: [objectStoreRow({ configuration: { ...IN_TREE_STORE, serverName: 'pg-main' } })],
      findings: [{ at: 'spec.configuration.serverName', got: 'pg-main' }],
    },
    {
      name: 'the name of an older server, to restore from',
      objects: [objectStoreRow({ configuration: { ...IN_TREE_STORE, serverName: 'pg-old' } }, 'pg-old')],
      findings: [{ at: 'spec.configuration.serverName', got: 'pg-old' }],
    },
  ],
});
