import { Chart, type App } from 'cdk8s';
import { resolve, type Bundle, type Manifest } from '../../constructs/model';
import {
  caProjection,
  PostgresCluster,
  PostgresPodMonitor,
  topologyOf,
  type PostgresConnection,
} from '../../constructs/postgres';
import { checkBundle } from '../../guardrails/engine/check';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import { bundleOfRow } from '../../guardrails/engine/rows';
import { clusterRow } from '../../guardrails/postgres/rows/cluster';
import { RULES } from '../../guardrails/registry';
import { renderBundle } from '../../synth/render/bundle';

const SITE = resolve(EXAMPLE_SITE);

const CONNECTION: PostgresConnection = {
  host: 'pg-main-rw.databases.svc',
  port: 5432,
  database: 'app',
  sslmode: 'verify-full',
  role: 'rw',
  ca: { secretName: 'pg-main-ca', key: 'ca.crt', namespace: 'databases' },
};

function paths(rule: string, ...objects: readonly Manifest[]): string[] {
  const { findings } = checkBundle(bundleOfRow({ name: 'objects', objects }), RULES);
  return findings.filter((finding) => finding.rule === rule).map(({ path }) => path);
}

describe('caProjection', () => {
  const pod = (volume: object): Manifest => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'wiki', namespace: 'databases' },
    spec: { containers: [{ name: 'wiki', image: 'ghcr.io/example/wiki:2.1.0' }], volumes: [volume] },
  });

  it('has the certificate and nothing else', () => {
    expect(caProjection(CONNECTION)).toEqual({
      secret: { name: 'pg-main-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] },
    });
    expect(caProjection(CONNECTION, 'pg/ca.crt')).toMatchObject({
      secret: { items: [{ key: 'ca.crt', path: 'pg/ca.crt' }] },
    });
  });

  it('is what postgres/ca-secret asks for; the whole Secret is not', () => {
    expect(
      paths(
        'postgres/ca-secret',
        pod({ name: 'ca', projected: { sources: [caProjection(CONNECTION)] } }),
        clusterRow(),
      ),
    ).toEqual([]);
    const whole = { name: 'ca', projected: { sources: [{ secret: { name: 'pg-main-ca' } }] } };
    expect(paths('postgres/ca-secret', pod(whole), clusterRow())).toEqual([
      'spec.volumes[0].projected.sources[0].secret',
    ]);
  });
});

describe('PostgresPodMonitor', () => {
  const render = (from?: { readonly kind: 'pods'; readonly namespace: string }): Bundle => {
    const build = (app: App): void => {
      const chart = new Chart(app, 'db');
      const database = new PostgresCluster(chart, 'pg-main', {
        namespace: 'databases',
        topology: topologyOf(SITE, SITE.cluster('home')),
        version: '18.6',
        instances: 2,
        resources: { cpu: '1', memory: '2Gi' },
        storage: { size: '20Gi', storageClass: 'local' },
      });
      const labels = { release: 'prometheus' };
      new PostgresPodMonitor(chart, 'metrics', { database, labels, interval: '30s', ...(from && { from }) });
    };
    return renderBundle({ site: EXAMPLE_SITE, charts: () => [{ app: 'db', build }], stacks: () => [] });
  };

  it('selects instances, which Jobs and poolers are not, and their port', () => {
    const found = render().objects.find(({ manifest: { kind } }) => kind === 'PodMonitor');
    expect(found?.manifest).toMatchObject({
      metadata: { name: 'pg-main', namespace: 'databases', labels: { release: 'prometheus' } },
      spec: {
        selector: { matchLabels: { 'cnpg.io/cluster': 'pg-main', 'cnpg.io/podRole': 'instance' } },
        podMetricsEndpoints: [{ port: 'metrics', interval: '30s' }],
      },
    });
    expect(paths('postgres/pod-monitor-selector', found!.manifest)).toEqual([]);
  });

  it('declares the way of whoever reads', () => {
    const ports = (bundle: Bundle): number[] =>
      bundle.flows.flatMap(({ value }) => value.ports.map(({ port }) => port)).filter((port) => port === 9187);
    expect(ports(render())).toEqual([]);
    expect(ports(render({ kind: 'pods', namespace: 'monitoring' }))).toEqual([9187]);
  });
});
