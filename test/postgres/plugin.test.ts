import type { Manifest } from '../../constructs/model';
import { PLUGIN_BARMAN_CLOUD } from '../../constructs/postgres/barman-plugin/derived';
import { checkBundle } from '../../guardrails/engine/check';
import { bundleOfRow } from '../../guardrails/engine/rows';
import { certManager, chartApplication } from '../../guardrails/gitops/rows/applications';
import { clusterRow } from '../../guardrails/postgres/rows/cluster';
import { RULES } from '../../guardrails/registry';

function findings(rule: string, ...objects: readonly Manifest[]): string[] {
  const judged = checkBundle(bundleOfRow({ name: 'objects', objects }), RULES).findings;
  return judged.filter((finding) => finding.rule === rule).map(({ path, got }) => `${path}: ${got}`);
}

/** The plugin from its chart, in a wave. */
function plugin(wave: number): Manifest {
  const application = chartApplication(PLUGIN_BARMAN_CLOUD);
  const annotations = { 'argocd.argoproj.io/sync-wave': String(wave) };
  return { ...application, metadata: { ...application.metadata, annotations } };
}

describe('the Barman Cloud plugin', () => {
  it('comes after cert-manager, which makes its certificates', () => {
    expect(findings('gitops/wave-order', plugin(2), certManager(1))).toEqual([]);
    expect(findings('gitops/wave-order', plugin(1), certManager(1))).toEqual([
      expect.stringMatching(/^metadata\.annotations\["argocd.argoproj.io\/sync-wave"\]: wave 1, and cert-manager\.io/),
    ]);
  });

  it('is known by the label of the Service that its chart brings', () => {
    const other = { name: 'other.example.org', isWALArchiver: true };
    expect(findings('postgres/plugin-name', clusterRow({ plugins: [other] }))).toEqual([
      'spec.plugins[0].name: other.example.org',
    ]);
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'other', namespace: 'cnpg-system', labels: { 'cnpg.io/pluginName': 'other.example.org' } },
      spec: { ports: [{ port: 9090 }], selector: { app: 'other' } },
    };
    expect(findings('postgres/plugin-name', clusterRow({ plugins: [other] }), service)).toEqual([]);
  });
});

describe('a store to recover from', () => {
  it('is missed where it is not there, as the one that is archived to', () => {
    const plugin = (name: string): object => ({
      name: 'barman-cloud.cloudnative-pg.io',
      parameters: { barmanObjectName: name },
    });
    const cluster = clusterRow({
      plugins: [plugin('pg-main')],
      bootstrap: { recovery: { source: 'old' } },
      externalClusters: [{ name: 'old', plugin: plugin('pg-old') }],
    });
    const missed = findings('structure/reference', cluster).filter((text) => text.includes('barmanObjectName'));
    expect(missed).toEqual([
      'spec.externalClusters[0].plugin.parameters.barmanObjectName: pg-old',
      'spec.plugins[0].parameters.barmanObjectName: pg-main',
    ]);
  });
});

describe('the Service of pods as a store', () => {
  const store = (endpointURL: string): Manifest => ({
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name: 'pg-main', namespace: 'databases' },
    spec: { configuration: { destinationPath: 's3://a/', endpointURL } },
  });

  it.each([
    ['http://garage.storage.svc:3900', 1],
    ['http://garage.storage.svc.cluster.local:3900', 1],
    ['https://garage.storage.example.org', 0],
    ['https://s3.eu-central-1.amazonaws.com', 0],
    ['http://192.0.2.21:3900', 0],
    ['not a URL', 0],
  ])('%s: %i findings', (endpoint, count) => {
    expect(findings('postgres/backup-in-own-cluster', store(endpoint))).toHaveLength(count);
  });
});
