import { JsonPatch, type ApiObject } from 'cdk8s';
import type { Bundle } from '../../constructs/model';
import { Pooler, type PoolerProps, type PostgresClusterProps } from '../../constructs/postgres';
import { findingsOf, only, renderBeside } from './clients-support';

/** Renders one Pooler before a cluster of two instances. */
function render(
  props: Partial<PoolerProps> = {},
  cluster: Partial<PostgresClusterProps> = {},
  change: (pooler: Pooler) => void = () => undefined,
): Bundle {
  return renderBeside((chart, database) => {
    const resources = { cpu: '500m', memory: '128Mi' };
    change(new Pooler(chart, 'pooler-rw', { cluster: database, resources, ...props }));
  }, cluster);
}

const POD = '/spec/template/spec';

describe('Pooler', () => {
  it('is named by its cluster and its id, and leads to the primary', () => {
    const { metadata, spec } = only(render(), 'Pooler');
    expect(metadata).toMatchObject({ name: 'pg-main-pooler-rw', namespace: 'databases' });
    expect(spec).toMatchObject({ cluster: { name: 'pg-main' }, type: 'rw', instances: 2 });
    expect(only(render({ name: 'wiki-pg-main', type: 'ro' }), 'Pooler')).toMatchObject({
      metadata: { name: 'wiki-pg-main' },
      spec: { type: 'ro' },
    });
  });

  it('gives both containers one amount as request and limit', () => {
    const amounts = { cpu: '500m', memory: '128Mi' };
    const resources = { requests: amounts, limits: amounts };
    expect(only(render(), 'Pooler').spec['template']).toMatchObject({
      spec: {
        containers: [{ name: 'pgbouncer', resources }],
        initContainers: [{ name: 'bootstrap-controller', resources }],
      },
    });
  });

  it('keeps every rule', () => {
    expect(findingsOf(render())).toEqual([]);
    expect(findingsOf(render({ instances: 1, type: 'r', podMonitor: { from: { kind: 'nodes' } } }))).toEqual([]);
  });

  it('fails: a patch that takes the resources of the init container away is caught', () => {
    const patched = render({}, {}, (pooler) => {
      const object = pooler.node.defaultChild as ApiObject;
      object.addJsonPatch(JsonPatch.remove(`${POD}/initContainers`));
    });
    expect(findingsOf(patched)).toEqual([
      'postgres/pooler-resources spec.template.spec.initContainers: no bootstrap-controller',
    ]);
  });

  it('takes clients over TLS only and checks the name of PostgreSQL, whatever else is set', () => {
    const parameters = { max_client_conn: 1000, server_reset_query: 'DISCARD ALL' };
    expect(only(render(), 'Pooler').spec['pgbouncer']).toEqual({
      poolMode: 'session',
      parameters: { client_tls_sslmode: 'require', server_tls_sslmode: 'verify-full' },
    });
    expect(only(render({ parameters, poolMode: 'transaction', image: 'r.example/b:1' }), 'Pooler').spec).toMatchObject({
      pgbouncer: {
        poolMode: 'transaction',
        image: 'r.example/b:1',
        parameters: { max_client_conn: '1000', server_reset_query: 'DISCARD ALL', client_tls_sslmode: 'require' },
      },
    });
  });

  it('adds its names to the certificate of the cluster; without it the cluster says nothing', () => {
    const host = 'pg-main-pooler-rw';
    expect(only(render(), 'Cluster').spec['certificates']).toEqual({
      serverAltDNSNames: [host, `${host}.databases`, `${host}.databases.svc`, `${host}.databases.svc.cluster.local`],
    });
    expect(
      only(
        renderBeside(() => undefined),
        'Cluster',
      ).spec,
    ).not.toHaveProperty('certificates');
  });

  it('spreads its pods over hosts, those of one rollout among themselves', () => {
    expect(only(render(), 'Pooler').spec['template']).toMatchObject({
      spec: {
        topologySpreadConstraints: [
          {
            labelSelector: { matchLabels: { 'cnpg.io/poolerName': 'pg-main-pooler-rw' } },
            matchLabelKeys: ['pod-template-hash'],
            maxSkew: 1,
            nodeTaintsPolicy: 'Honor',
            topologyKey: 'kubernetes.io/hostname',
            whenUnsatisfiable: 'DoNotSchedule',
          },
        ],
      },
    });
    expect(JSON.stringify(only(render({ instances: 1 }), 'Pooler'))).not.toContain('topologySpread');
  });

  it('has a disruption budget only where a node can be drained with it', () => {
    expect(only(render(), 'PodDisruptionBudget').spec).toMatchObject({
      maxUnavailable: 1,
      selector: { matchLabels: { 'cnpg.io/poolerName': 'pg-main-pooler-rw' } },
    });
    expect(render({ instances: 1 }).objects.map(({ manifest }) => manifest.kind)).not.toContain('PodDisruptionBudget');
  });

  it('has a PodMonitor of its own, with the flow to the exporter', () => {
    const from = { kind: 'pods', namespace: 'monitoring' } as const;
    const bundle = render({ podMonitor: { from, labels: { release: 'prometheus' } } });
    expect(only(bundle, 'PodMonitor')).toMatchObject({
      metadata: { name: 'pg-main-pooler-rw', labels: { release: 'prometheus' } },
      spec: {
        selector: { matchLabels: { 'cnpg.io/podRole': 'pooler', 'cnpg.io/poolerName': 'pg-main-pooler-rw' } },
        podMetricsEndpoints: [{ port: 'metrics' }],
      },
    });
    expect(bundle.flows.map(({ value }) => value)).toContainEqual(
      expect.objectContaining({ from, ports: [expect.objectContaining({ port: 9127 })] }),
    );
    expect(JSON.stringify(only(bundle, 'Pooler'))).not.toContain('enablePodMonitor');
  });

  it('declares what it needs: instances, the API server, DNS; and its clients', () => {
    const client = { kind: 'pods', namespace: 'wiki' } as const;
    const bundle = render({}, {}, (pooler) => {
      pooler.allowFrom(client, 'the wiki keeps its pages here');
    });
    const pooler = { kind: 'pods', namespace: 'databases', labels: { 'cnpg.io/poolerName': 'pg-main-pooler-rw' } };
    const own = bundle.flows.map(({ value }) => value).filter(({ from }) => JSON.stringify(from).includes('pooler'));
    expect(own.map(({ to, ports }) => [to.kind, ports.map(({ port }) => port)])).toEqual([
      ['pods', [5432]],
      ['apiServer', [6443]],
      ['pods', [53, 53]],
    ]);
    expect(own[0]?.to).toMatchObject({ labels: { 'cnpg.io/cluster': 'pg-main', 'cnpg.io/podRole': 'instance' } });
    expect(bundle.flows.at(-1)?.value).toMatchObject({ from: client, to: pooler, ports: [{ port: 5432 }] });
  });
});
