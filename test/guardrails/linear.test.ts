import type { Bundle, Manifest } from '../../constructs/model';
import { checkBundle } from '../../guardrails/engine/check';
import { bundleOfRow } from '../../guardrails/engine/rows';
import { databaseRow, roleRow } from '../../guardrails/postgres/rows/clients';
import { clusterRow } from '../../guardrails/postgres/rows/cluster';
import { RULES } from '../../guardrails/registry';
import { renderBundle } from '../../synth/render/bundle';
import { DIVERSE, programOf } from '../fixtures/workloads';

/** A bundle whose manifests count how often one of their fields is read. */
function counted(bundle: Bundle): { readonly bundle: Bundle; readonly reads: () => number } {
  let reads = 0;
  const handler: ProxyHandler<Manifest> = {
    get: (manifest, field) => {
      reads += 1;
      return Reflect.get(manifest, field) as unknown;
    },
  };
  const objects = bundle.objects.map((object) => ({ ...object, manifest: new Proxy(object.manifest, handler) }));
  return { bundle: { ...bundle, objects }, reads: () => reads };
}

/** Reads of manifests for each object, by all rules or by one. */
function readsPerObject(whole: Bundle, rules = RULES): number {
  const { bundle, reads } = counted(whole);
  checkBundle(bundle, rules);
  return reads() / bundle.objects.length;
}

const of = (objects: readonly Manifest[]): Bundle => bundleOfRow({ name: 'row', objects });

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

const NS: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'databases' } };

const named = (apiVersion: string, kind: string, name: string, fields: object = {}): Manifest => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'databases' },
  ...fields,
});

const pod = (name: string, spec: object, container: object = {}): Manifest =>
  named('v1', 'Pod', name, {
    spec: { containers: [{ name: 'a', image: 'ghcr.io/example/a:1.0.0', ...container }], ...spec },
  });

const configMap = (index: number, fields: object = {}): Manifest =>
  named('v1', 'ConfigMap', `settings-${index}`, fields);

const waived = (index: number, rule: string, image = 'nginx'): Manifest => {
  const object = pod(`p-${index}`, {}, { image });
  const annotations = { [`waive.rackproof/${rule}`]: 'built here' };
  return { ...object, metadata: { ...object.metadata, annotations } };
};

const slice = (index: number, service: string): Manifest => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: `s-${index}`, namespace: 'databases', labels: { 'kubernetes.io/service-name': service } },
  addressType: 'IPv4',
  ports: [{ name: 'a', port: 1, protocol: 'TCP' }],
  endpoints: [{ addresses: ['192.0.2.20'] }],
});

const definition = (index: number): Manifest => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `widget${index}s.g${index}.example.org` },
  spec: { group: `g${index}.example.org`, scope: 'Namespaced', names: { kind: `Widget${index}` }, versions: [] },
});

/** Everything of one family in one namespace: whatever looks for its like there meets all of them. */
const CROWDS: Readonly<Record<string, (count: number) => readonly Manifest[]>> = {
  'endpoint slices of one Service': (count) => [
    named('v1', 'Service', 'pbs', { spec: { ports: many(2, (port) => ({ name: 'ab'[port], port: port + 1 })) } }),
    ...many(count, (index) => slice(index, 'pbs')),
  ],
  'Services with their endpoint slices': (count) => [
    ...many(count, (index) => named('v1', 'Service', `s-${index}`, { spec: { ports: [{ name: 'a', port: 1 }] } })),
    ...many(count, (index) => slice(index, `s-${index}`)),
  ],
  'Clusters with their Poolers, stores, clients and limits': (count) => [
    ...many(count, (index) => clusterRow({}, `pg-${index}`)),
    ...many(count, (index) =>
      named('postgresql.cnpg.io/v1', 'Pooler', `pool-${index}`, { spec: { cluster: { name: `pg-${index}` } } }),
    ),
    ...many(count, (index) => roleRow({ cluster: { name: `pg-${index}` } }, `pg-${index}-wiki`)),
    ...many(count, (index) => databaseRow({ cluster: { name: `pg-${index}` } }, `pg-${index}-wiki`)),
    ...many(count, (index) => databaseRow({ name: `wiki-${index}`, cluster: { name: 'pg-0' } }, `pg-0-wiki-${index}`)),
    ...many(count, (index) => pod(`c-${index}`, {}, { env: [{ name: 'PGHOST', value: `pg-${index}-rw` }] })),
    ...many(count, (index) => named('barmancloud.cnpg.io/v1', 'ObjectStore', `store-${index}`, { spec: {} })),
    ...many(count, (index) =>
      pod(`p-${index}`, { volumes: [{ name: 'a', secret: { secretName: `pg-${index}-ca` } }] }),
    ),
    ...many(count, (index) => named('v1', 'LimitRange', `l-${index}`, { spec: { limits: [] } })),
  ],
  'cluster issuers with their Secrets': (count) => [
    ...many(count, (index) => named('bitnami.com/v1alpha1', 'SealedSecret', `ca-${index}`, { spec: {} })),
    ...many(count, (index) => ({
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: `i-${index}` },
      spec: { ca: { secretName: `ca-${index}` } },
    })),
  ],
  'definitions with their objects': (count) => [
    ...many(count, definition),
    ...many(count, (index) => named(`g${index}.example.org/v1`, `Widget${index}`, 'one')),
  ],
  'one object again and again': (count) => many(count, () => configMap(0)),
  'pods that miss what they name': (count) =>
    many(count, (index) => pod(`p-${index}`, {}, { envFrom: [{ configMapRef: { name: `nope-${index}` } }] })),
};

describe('the rules look at each object a fixed number of times', () => {
  const [small, large] = [20, 80].map((charts) => renderBundle(programOf(DIVERSE, charts)));

  it.each([...RULES].filter(([, { origin }]) => origin === 'object' || origin === 'structure'))('%s', (id, rule) => {
    const [few, more] = [small!, large!].map((bundle) => readsPerObject(bundle, new Map([[id, rule]])));
    expect(more! / few!).toBeLessThan(1.2);
  });

  it.each(Object.entries(CROWDS))('among %s', (_name, crowd) => {
    // Of what is missing only the first few names are searched for: with 200 that cost is spread thin at both sizes.
    const [few, more] = [200, 800].map((count) => readsPerObject(of([NS, ...crowd(count)])));
    expect(more! / few!).toBeLessThan(1.2);
  });
});

/** Routes whose rule has no end, and repeats what a reader may look for. */
const endless = (count: number, part: string): Manifest[] =>
  many(4, (index) =>
    named('traefik.io/v1alpha1', 'IngressRoute', `r${index}`, {
      spec: {
        routes: [{ kind: 'Rule', match: part.repeat(20 * count), services: [{ name: 'a', port: 1 }] }],
        tls: { secretName: 'a' },
      },
    }),
  );

/** Shapes whose work could grow with the square of one list or of the findings, where no manifest is read again for it. */
const SHAPES: Readonly<Record<string, (count: number) => readonly Manifest[]>> = {
  'findings of a label': (count) =>
    many(count, (index) => ({
      ...configMap(index),
      metadata: {
        name: `settings-${index}`,
        namespace: 'databases',
        labels: { 'a b': 'x' },
      },
    })),
  'findings of the schema': (count) => many(count, (index) => configMap(index, { dta: {} })),
  'findings of secrets that begin as names do': (count) =>
    many(count, (index) => configMap(index, { data: { password: `settings-${index}-hunter2` } })),
  'waivers in use': (count) => many(count, (index) => waived(index, 'structure.image')),
  'waivers that waive nothing': (count) => many(count, (index) => waived(index, 'structure.image', 'nginx:1.29.1')),
  'keys of one ConfigMap that are missing': (count) => [
    configMap(0, { data: Object.fromEntries(many(count, (index) => [`k${index}`, 'v'])) }),
    pod(
      'p',
      {},
      {
        env: many(count, (index) => ({
          name: `E${index}`,
          valueFrom: {
            configMapKeyRef: {
              name: 'settings-0',
              key: `x${index}`,
            },
          },
        })),
      },
    ),
  ],
  'mounts without their volumes': (count) => [
    pod(
      'p',
      { volumes: many(count, (index) => ({ name: `v${index}` })) },
      {
        volumeMounts: many(count, (index) => ({ name: `w${index}`, mountPath: `/${index}` })),
      },
    ),
  ],
  'rules of routes that open brackets': (count) => endless(count, 'Host('),
  'rules of routes that open texts': (count) => endless(count, 'Host("\\`'),
  'rules of routes that negate': (count) => endless(count, '!  '),
  'hosts of routes and names of certificates': (count) => [
    named('traefik.io/v1alpha1', 'IngressRoute', 'r', {
      spec: {
        routes: many(count, (index) => ({
          kind: 'Rule',
          match: `Host(\`h${index}.example.org\`)`,
          services: [{ name: 'a', port: 1 }],
        })),
        tls: { secretName: 'a' },
      },
    }),
    named('cert-manager.io/v1', 'Certificate', 'c', {
      spec: { secretName: 'a', dnsNames: many(count, (index) => `h${index}.example.org`), issuerRef: { name: 'a' } },
    }),
  ],
  'items of a wrong type': (count) => [pod('p', {}, { args: many(count, (index) => index) })],
  'misspelt fields of items': (count) => [pod('p', {}, { env: many(count, (index) => ({ nam: `E${index}` })) })],
  'alternatives that fail': (count) => [
    named('kyverno.io/v1', 'Policy', 'p', {
      spec: {
        rules: [
          {
            name: 'a',
            context: many(count, (index) => ({
              name: `c${index}`,
              configMap: { name: 'a' },
              variable: { value: 1 },
            })),
          },
        ],
      },
    }),
  ],
  'modes and hosts in one ConfigMap': (count) => [
    clusterRow(),
    named('v1', 'ConfigMap', 'clients', {
      data: Object.fromEntries([
        ...many(count, (index) => [`A${index}_HOST`, 'pg-main-rw'] as const),
        ...many(count, (index) => [`A${index}_SSLMODE`, 'require'] as const),
        ...many(count, (index) => [`b${index}`, `host=pg-main-rw sslmode=disable`] as const),
      ]),
    }),
  ],
  'objects for one database': (count) => [
    clusterRow(),
    ...many(count, (index) => databaseRow({ owner: 'nobody' }, `pg-main-${index}`)),
    ...many(count, (index) => roleRow({}, `pg-main-role-${index}`)),
  ],
  'additional Services of one Cluster': (count) => [
    clusterRow({
      managed: {
        services: {
          additional: many(count, (index) => ({
            serviceTemplate: { metadata: { name: `s-${index}` } },
          })),
        },
      },
    }),
  ],
};

describe('the work grows with the input and not with its square', () => {
  const cost = (bundle: Bundle): number => {
    const started = process.cpuUsage();
    checkBundle(bundle, RULES);
    return process.cpuUsage(started).user / 1e3;
  };
  const least = (objects: readonly Manifest[]): number => Math.min(...many(2, () => cost(of([NS, ...objects]))));

  it.each(Object.entries(SHAPES))('%s', (_name, shape) => {
    const few = least(shape(250));
    // A square would take 16 times as long; the slack is for the compiler and the collector.
    expect(least(shape(1000))).toBeLessThan(9 * few + 50);
  });
});
