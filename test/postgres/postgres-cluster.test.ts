import { Chart, JsonPatch, type ApiObject, type App } from 'cdk8s';
import { databaseCharts } from '../../charts/databases';
import { hostServiceCharts } from '../../charts/host-services';
import { namespaceCharts } from '../../charts/namespaces';
import { resolve, type Bundle, type DatabaseInput, type Manifest, type SiteInput } from '../../constructs/model';
import { PostgresCluster, topologyOf, type PostgresClusterProps } from '../../constructs/postgres';
import { checkBundle } from '../../guardrails/engine/check';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import { RULES } from '../../guardrails/registry';
import type { Topology } from '../../constructs/postgres/topology';
import { renderBundle } from '../../synth/render/bundle';

const SITE = resolve(EXAMPLE_SITE);

/** Renders one PostgresCluster, over three workers on three hosts unless the props say otherwise. */
function render(
  props: Partial<PostgresClusterProps> = {},
  change: (database: PostgresCluster) => void = () => undefined,
): Bundle {
  const build = (app: App): void => {
    const database = new PostgresCluster(new Chart(app, 'db'), 'pg-main', {
      namespace: 'databases',
      topology: topologyOf(SITE, SITE.cluster('home')),
      version: '18.6',
      instances: 2,
      resources: { cpu: '1', memory: '2Gi' },
      storage: { size: '20Gi', storageClass: 'local' },
      ...props,
    });
    change(database);
  };
  return renderBundle({ site: EXAMPLE_SITE, charts: () => [{ app: 'db', build }], stacks: () => [] });
}

function spec(bundle: Bundle): Record<string, unknown> {
  expect(bundle.violations).toEqual([]);
  return bundle.objects[0]?.manifest['spec'] as Record<string, unknown>;
}

/** Rules about what others render, or these databases leave out: namespace, storage class, issuer, backup. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'certificates/issuer-reference',
  'postgres/backup',
  'structure/crd',
  'structure/reference',
]);

/** Findings on what the database renders. */
function findings(bundle: Bundle): string[] {
  return checkBundle(bundle, RULES)
    .findings.filter(({ rule, where }) => !ELSEWHERE.has(rule) && where.startsWith('home/db'))
    .map(({ rule, path, got }) => `${rule} ${path}: ${got}`);
}

describe('PostgresCluster', () => {
  it('renders one amount as request and limit, for CPU and for memory', () => {
    const amounts = { cpu: '1', memory: '2Gi' };
    expect(spec(render())['resources']).toEqual({ requests: amounts, limits: amounts });
  });

  it('pins the image by minor version, flavour and distribution, and by a digest that is given', () => {
    const digest = `sha256:${'0f'.repeat(32)}`;
    expect(spec(render())['imageName']).toBe('ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie');
    expect(spec(render({ digest, distribution: 'bookworm' }))['imageName']).toBe(
      `ghcr.io/cloudnative-pg/postgresql:18.6-standard-bookworm@${digest}`,
    );
  });

  it('keeps every rule', () => {
    expect(findings(render())).toEqual([]);
    expect(findings(render({ instances: 1, walStorage: { size: '4Gi', storageClass: 'local' } }))).toEqual([]);
  });

  it('switches the superuser off and asks for checksums, a database and its owner', () => {
    expect(spec(render({ database: 'wiki', owner: 'wiki_owner' }))).toMatchObject({
      enableSuperuserAccess: false,
      bootstrap: { initdb: { database: 'wiki', owner: 'wiki_owner', dataChecksums: true } },
    });
    expect(spec(render())['bootstrap']).toMatchObject({ initdb: { database: 'app', owner: 'app' } });
  });

  describe('with a certificate of an issuer', () => {
    const bundle = render(
      { serverCertificate: { issuer: { kind: 'ClusterIssuer', name: 'internal' } } },
      (database) => {
        database.addServerNames('pg.example.internal');
        expect(database.connection({ client: 'in-cluster' }).ca).toEqual({
          secretName: 'pg-main-server-tls',
          key: 'ca.crt',
          namespace: 'databases',
        });
      },
    );
    const certificate = bundle.objects.find(({ manifest }) => manifest.kind === 'Certificate')!.manifest;

    it('shows that one, and trusts its authority', () => {
      expect(spec(bundle)).toMatchObject({
        certificates: { serverTLSSecret: 'pg-main-server-tls', serverCASecret: 'pg-main-server-tls' },
      });
      expect(certificate['spec']).toMatchObject({
        secretName: 'pg-main-server-tls',
        issuerRef: { kind: 'ClusterIssuer', name: 'internal' },
        secretTemplate: { labels: { 'cnpg.io/reload': '' } },
        usages: ['digital signature', 'key encipherment', 'server auth'],
      });
    });

    it('has every name of its Services, and those that were asked for', () => {
      const { dnsNames } = certificate['spec'] as { readonly dnsNames: readonly string[] };
      expect(dnsNames).toHaveLength(13);
      for (const role of ['rw', 'ro', 'r']) {
        expect(dnsNames).toEqual(
          expect.arrayContaining([`pg-main-${role}`, `pg-main-${role}.databases`, `pg-main-${role}.databases.svc`]),
        );
      }
      expect(dnsNames.at(-1)).toBe('pg.example.internal');
    });

    it('keeps every rule', () => {
      expect(findings(bundle)).toEqual([]);
    });
  });

  it('uses nothing that is deprecated', () => {
    expect(JSON.stringify(spec(render()))).not.toMatch(/monitoring|barmanObjectStore|system-/);
  });

  it('derives shared_buffers from the memory, and lets parameters win', () => {
    expect(spec(render())['postgresql']).toEqual({ parameters: { shared_buffers: '512MB' } });
    expect(spec(render({ parameters: { shared_buffers: '600MB', max_connections: '200' } }))['postgresql']).toEqual({
      parameters: { shared_buffers: '600MB', max_connections: '200' },
    });
  });

  it('has a disruption budget only where a node can be drained with it', () => {
    expect(spec(render())['enablePDB']).toBe(true);
    expect(spec(render({ instances: 1 }))['enablePDB']).toBe(false);
  });

  it('writes volumes as they are given', () => {
    const walStorage = { size: '4Gi', storageClass: 'fast' };
    expect(spec(render({ walStorage }))).toMatchObject({
      storage: { size: '20Gi', storageClass: 'local' },
      walStorage,
    });
    expect(spec(render())).not.toHaveProperty('walStorage');
  });

  it('requires different failure domains, and prefers wider ones', () => {
    const labelled = {
      ...topologyOf(SITE, SITE.cluster('home')),
      labels: new Map([['rack', 'example/rack']] as const),
    };
    expect(spec(render())['affinity']).toEqual({
      enablePodAntiAffinity: true,
      podAntiAffinityType: 'required',
      topologyKey: 'kubernetes.io/hostname',
    });
    expect(spec(render({ topology: labelled }))['affinity']).toMatchObject({ topologyKey: 'example/rack' });
    const [first, second] = labelled.nodes;
    const third = { name: 'w3', domains: new Map([...first!.domains, ['host', ['host:pve3']]] as const) };
    const three = { ...labelled, nodes: [first!, second!, third] };
    expect(spec(render({ instances: 3, topology: three }))['affinity']).toMatchObject({
      topologyKey: 'kubernetes.io/hostname',
      additionalPodAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: {
              topologyKey: 'example/rack',
              labelSelector: { matchLabels: { 'cnpg.io/cluster': 'pg-main', 'cnpg.io/podRole': 'instance' } },
            },
          },
        ],
      },
    });
    expect(spec(render({ instances: 1 }))).not.toHaveProperty('affinity');
  });

  it('weighs the wider of two preferred failure domains more: more is lost with it', () => {
    const node = (name: string, rack: string, building: string): Topology['nodes'][number] => ({
      name,
      domains: new Map([
        ['host', [`host:${name}`]],
        ['rack', [rack]],
        ['building', [building]],
      ]),
    });
    const topology: Topology = {
      cluster: 'home',
      nodes: [node('w1', 'a', 'x'), node('w2', 'a', 'x'), node('w3', 'b', 'y')],
      labels: new Map([
        ['rack', 'example/rack'],
        ['building', 'example/building'],
      ]),
    };
    expect(spec(render({ instances: 3, topology }))['affinity']).toMatchObject({
      additionalPodAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { topologyKey: 'example/building' } },
          { weight: 90, podAffinityTerm: { topologyKey: 'example/rack' } },
        ],
      },
    });
  });

  it('is never deleted by Argo CD', () => {
    expect(render().objects[0]?.manifest.metadata.annotations).toEqual({
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    });
  });

  it('tells clients where to connect and which Secret to read', () => {
    expect.assertions(3);
    render({}, (database) => {
      expect(database.endpoint('rw')).toEqual({ host: 'pg-main-rw.databases.svc', port: 5432 });
      expect(database.endpoint('ro')).toEqual({ host: 'pg-main-ro.databases.svc', port: 5432 });
      expect(database.applicationSecret).toBe('pg-main-app');
    });
  });

  it('declares its flows, its state and clients, and takes nothing for granted that the site does not declare', () => {
    const client = { kind: 'pods', namespace: 'wiki', labels: { app: 'wiki' } } as const;
    const bundle = render({}, (database) => {
      database.allowFrom(client, 'the wiki keeps its pages here');
      database.allowMetricsFrom({ kind: 'pods', namespace: 'monitoring' });
    });
    expect(bundle.flows).toHaveLength(7);
    expect(bundle.flows.map(({ value }) => value.from)).toContainEqual(client);
    expect(bundle.flows.at(-1)?.value).toMatchObject({ from: { namespace: 'monitoring' }, ports: [{ port: 9187 }] });
    expect(bundle.state.map(({ value }) => value)).toMatchObject([
      { id: 'home/databases/pg-main', failureDomains: [] },
    ]);
    const own = bundle.externals.filter(({ where }) => where.startsWith('home/db'));
    expect(own).toEqual([]);
  });

  it('names what may take the only instance down: every host and rack of the workers', () => {
    expect(render({ instances: 1 }).state[0]?.value.failureDomains).toEqual([
      'host:pve1',
      'host:pve2',
      'rack-a',
      'rack-b',
    ]);
  });

  it('fails: a JSON patch that breaks Guaranteed, anti-affinity and the image is caught', () => {
    const patched = render({}, (database) => {
      const cluster = database.node.defaultChild as ApiObject;
      cluster.addJsonPatch(
        JsonPatch.replace('/spec/resources/requests/cpu', '500m'),
        JsonPatch.replace('/spec/affinity/podAntiAffinityType', 'preferred'),
        JsonPatch.replace('/spec/imageName', 'ghcr.io/cloudnative-pg/postgresql:18'),
      );
    });
    expect(findings(patched)).toEqual([
      'postgres/spread spec.affinity.podAntiAffinityType: preferred, for 2 instances',
      'postgres/pinned-image spec.imageName: 18, a major version alone',
      'postgres/guaranteed-qos spec.resources.requests.cpu: 500m, while limits.cpu is 1',
    ]);
  });
});

function charts(change: Partial<SiteInput>): Bundle {
  return renderBundle({
    site: { ...EXAMPLE_SITE, secrets: {}, ...change },
    charts: (site, cluster) => [
      ...namespaceCharts(site, cluster),
      ...databaseCharts(site, cluster),
      ...hostServiceCharts(site, cluster),
    ],
    stacks: () => [],
  });
}

function list(bundle: Bundle): string[] {
  expect(bundle.violations).toEqual([]);
  return bundle.objects.map(({ app, manifest: { kind, metadata } }: { app: string; manifest: Manifest }) =>
    [app, kind, metadata.namespace, metadata.name].filter(Boolean).join(' '),
  );
}

/** The database of the example site, without its backup: that has a test of its own. */
const { backup: _backup, ...DATABASE }: DatabaseInput = EXAMPLE_SITE.databases!['pg-main']!;

describe('charts of databases and host services', () => {
  it('give each namespace one owner, and each database its namespace', () => {
    const databases = { 'pg-a': DATABASE, 'pg-b': DATABASE, wiki: { ...DATABASE, namespace: 'wiki' } };
    expect(list(charts({ databases }))).toEqual([
      'host-services EndpointSlice site-hosts pbs-ipv4',
      'host-services Service site-hosts pbs',
      'namespaces Namespace databases',
      'namespaces Namespace site-hosts',
      'namespaces Namespace wiki',
      'postgres-databases Cluster databases pg-a',
      'postgres-databases Cluster databases pg-b',
      'postgres-wiki Cluster wiki wiki',
    ]);
  });

  it('share a namespace', () => {
    const pbs = { ...EXAMPLE_SITE.hostServices!['pbs']!, namespace: 'databases' };
    expect(list(charts({ databases: { 'pg-main': DATABASE }, hostServices: { pbs } }))).toEqual([
      'host-services EndpointSlice databases pbs-ipv4',
      'host-services Service databases pbs',
      'namespaces Namespace databases',
      'postgres-databases Cluster databases pg-main',
    ]);
  });

  it('are none for a site without either', () => {
    expect(list(charts({ databases: {}, hostServices: {} }))).toEqual([]);
  });

  it('enforce the level that the pods of the operator keep, in the version of the cluster', () => {
    const namespace = charts({}).objects.find(({ manifest }) => manifest.metadata.name === 'databases')?.manifest;
    expect(namespace?.metadata.labels).toEqual({
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'v1.35',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': 'v1.35',
    });
    expect(namespace?.metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' });
  });

  it('pass every setting of the site on to the database', () => {
    const pgMain: DatabaseInput = {
      ...DATABASE,
      version: '17.6',
      cpu: '2',
      memory: '4Gi',
      walStorage: { size: '4Gi', storageClass: 'fast' },
      database: 'wiki',
      owner: 'wiki',
    };
    const cluster = charts({ databases: { 'pg-main': pgMain } }).objects.find(
      ({ manifest }) => manifest.kind === 'Cluster',
    );
    expect(cluster?.manifest['spec']).toMatchObject({
      instances: 2,
      imageName: 'ghcr.io/cloudnative-pg/postgresql:17.6-standard-trixie',
      resources: { limits: { cpu: '2', memory: '4Gi' } },
      walStorage: { size: '4Gi', storageClass: 'fast' },
      bootstrap: { initdb: { database: 'wiki', owner: 'wiki' } },
    });
  });
});
