import type { Manifest } from '../../constructs/model';
import { BARMAN_PLUGIN } from '../../constructs/postgres/barman-stores/derived';
import { fieldsAt, textOf } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { PLUGIN_LABEL } from '../engine/cnpg-plugins';
import { defineGuardrail } from '../rule';
import { ARCHIVER } from './rows/backup';
import { clusterRow } from './rows/cluster';

/** What a backup names is for postgres/backup-method to tell: it has to be a plugin of the Cluster. */
const NAMES = ['spec.plugins[].name', 'spec.externalClusters[].plugin.name'];

const pluginService = (name: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'plugin', namespace: 'cnpg-system', labels: { [PLUGIN_LABEL]: name } },
  spec: { ports: [{ port: 9090 }], selector: { app: 'plugin' } },
});

/** The operator knows a plugin by the label of its Service. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'error',
  summary: 'a plugin of CloudNativePG is called by the name that it is registered with',
  why: 'the operator stops at a plugin that it does not know: the Cluster is not reconciled any more, failovers included',
  fix: `write ${BARMAN_PLUGIN} for the Barman Cloud plugin`,
  waive: 'when the plugin is installed by other means than this repository',
  source: 'https://cloudnative-pg.io/documentation/current/cnpg_i/#registering-a-plugin',
  check: (manifest, index) =>
    NAMES.flatMap((path) => fieldsAt(manifest, path)).flatMap(({ at, value, holder }) => {
      const name = textOf(value);
      const known = index.once(knownPlugins);
      return name === undefined || holder['enabled'] === false || known.includes(name)
        ? []
        : [{ at, got: name, expected: `one of the plugins that are known: ${known.join(', ')}` }];
    }),
  valid: [
    { name: 'the Barman Cloud plugin', objects: [clusterRow({ plugins: [ARCHIVER] })] },
    {
      name: 'a plugin whose Service is here',
      objects: [clusterRow({ plugins: [{ name: 'other.example.org' }] }), pluginService('other.example.org')],
    },
    {
      name: 'a plugin that is switched off',
      objects: [clusterRow({ plugins: [{ name: 'old.example.org', enabled: false }] })],
    },
  ],
  invalid: [
    {
      name: 'the name of the chart',
      objects: [clusterRow({ plugins: [{ ...ARCHIVER, name: 'plugin-barman-cloud' }] })],
      findings: [{ at: 'spec.plugins[0].name', got: 'plugin-barman-cloud' }],
    },
    {
      name: 'the name of the Service, in a source to recover from',
      objects: [
        clusterRow({
          bootstrap: { recovery: { source: 'old' } },
          externalClusters: [{ name: 'old', plugin: { name: 'barman-cloud' } }],
        }),
      ],
      findings: [{ at: 'spec.externalClusters[0].plugin.name', got: 'barman-cloud' }],
    },
  ],
});

function knownPlugins(index: ObjectIndex): readonly string[] {
  const services = [...index.ofKind('Service'), ...index.derivedOfKind('Service')];
  const names = services.flatMap(({ manifest }) => manifest?.metadata.labels?.[PLUGIN_LABEL] ?? []);
  return [...new Set([BARMAN_PLUGIN, ...names])].sort();
}
