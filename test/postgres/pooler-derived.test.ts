import type { Manifest } from '../../constructs/model';
import type { Neighbours } from '../../constructs/model/derived-object';
import { poolerObjects } from '../../constructs/postgres/pooler/derived';
import { isPoolerParameter, poolerParameters } from '../../constructs/postgres/pooler/parameters/derived';
import { roleObjects } from '../../constructs/postgres/role/derived';
import { derivedObjects } from '../../guardrails/engine/derived-objects';
import { notGuaranteed } from '../../guardrails/engine/guaranteed';
import { referencesOf } from '../../guardrails/engine/references/references';
import { poolerRow, roleRow } from '../../guardrails/postgres/rows/clients';
import { clusterRow } from '../../guardrails/postgres/rows/cluster';

type Fields = Readonly<Record<string, unknown>>;

/** A complete Pooler with a spec that is changed. */
function pooler(spec: Fields = {}): Manifest {
  const row = poolerRow();
  return { ...row, spec: { ...(row['spec'] as Fields), ...spec } };
}

function named(manifest: Manifest): string[] {
  return poolerObjects(manifest).map(({ kind, name }) => `${kind} ${name}`);
}

function specOf(manifest: Manifest, kind: string): Fields {
  const found = poolerObjects(manifest).filter((object) => object.kind === kind);
  expect(found).toHaveLength(1);
  return found[0]?.manifest?.['spec'] as Fields;
}

interface PodSpec extends Fields {
  readonly containers: readonly Fields[];
  readonly initContainers: readonly Fields[];
}

function podOf(manifest: Manifest): PodSpec {
  const { template } = specOf(manifest, 'apps/Deployment') as { readonly template: { readonly spec: PodSpec } };
  return template.spec;
}

/** Pods of a Pooler beside a Cluster. */
function podNear(cluster: Manifest): PodSpec {
  const near: Neighbours = {
    find: (kind, name, namespace) =>
      kind === 'postgresql.cnpg.io/Cluster' &&
      name === cluster.metadata.name &&
      namespace === cluster.metadata.namespace
        ? cluster
        : undefined,
  };
  const deployment = poolerObjects(pooler(), near).find(({ kind }) => kind === 'apps/Deployment');
  const { template } = deployment?.manifest?.['spec'] as { readonly template: { readonly spec: PodSpec } };
  return template.spec;
}

/** What keeps the pods out of the Guaranteed class; the class counts every container. */
function notGuaranteedIn({ containers, initContainers }: PodSpec): string[] {
  return [...initContainers, ...containers].flatMap(({ name, resources }) =>
    notGuaranteed(resources, String(name)).map(({ at }) => at),
  );
}

const LABELS = {
  'app.kubernetes.io/component': 'pooler',
  'app.kubernetes.io/instance': 'pg-main',
  'app.kubernetes.io/managed-by': 'cloudnative-pg',
  'app.kubernetes.io/name': 'postgresql',
  'cnpg.io/cluster': 'pg-main',
  'cnpg.io/podRole': 'pooler',
  'cnpg.io/poolerName': 'pg-main-pooler-rw',
};

describe('what a Pooler creates', () => {
  it('is access, a certificate to ask for passwords, a Service and a Deployment', () => {
    expect(named(pooler())).toEqual([
      'ServiceAccount pg-main-pooler-rw',
      'rbac.authorization.k8s.io/Role pg-main-pooler-rw',
      'rbac.authorization.k8s.io/RoleBinding pg-main-pooler-rw',
      'Secret pg-main-pooler',
      'Service pg-main-pooler-rw',
      'apps/Deployment pg-main-pooler-rw',
    ]);
    expect(derivedObjects(pooler()).map(({ kind }) => kind)).toContain('apps/Deployment');
  });

  it('is nothing for other kinds, and for a Pooler of somebody else', () => {
    expect(poolerObjects({ ...pooler(), kind: 'Cluster' })).toEqual([]);
    expect(poolerObjects({ ...pooler(), apiVersion: 'pools.example/v1' })).toEqual([]);
  });

  it('leaves out what others keep: a ServiceAccount, the way into PostgreSQL', () => {
    expect(named(pooler({ serviceAccountName: 'shared' }))).not.toContain('ServiceAccount pg-main-pooler-rw');
    expect(named(poolerRow({ serverTLSSecret: { name: 'own' }, authQuery: 'SELECT 1' }))).not.toContain(
      'Secret pg-main-pooler',
    );
    expect(podOf(pooler({ serviceAccountName: 'shared' }))['serviceAccountName']).toBe('shared');
  });

  it('has a PodMonitor only while it is asked of the operator', () => {
    expect(named(pooler({ monitoring: { enablePodMonitor: true } }))).toContain(
      'monitoring.coreos.com/PodMonitor pg-main-pooler-rw',
    );
  });
});

describe('pods of a pooler', () => {
  it('are Guaranteed with resources in both containers, and with resources of the pod as a whole', () => {
    const amounts = { cpu: '1', memory: '64Mi' };
    const whole = { requests: amounts, limits: amounts };
    expect(notGuaranteedIn(podOf(pooler()))).toEqual([]);
    const [bootstrap] = podOf(pooler({ template: { spec: { containers: [], resources: whole } } })).initContainers;
    expect(notGuaranteed(bootstrap?.['resources'], '')).toEqual([]);
  });

  it('fails: are not without those of the init container, which the operator adds', () => {
    const { template } = pooler()['spec'] as { readonly template: { readonly spec: Fields } };
    const { initContainers: _dropped, ...spec } = template.spec;
    expect(notGuaranteedIn(podOf(pooler({ template: { spec } })))).toEqual([
      'bootstrap-controller.requests.cpu',
      'bootstrap-controller.requests.memory',
    ]);
    expect(notGuaranteedIn(podOf(pooler({ template: undefined })))).toHaveLength(4);
  });

  it('have the labels, ports and images of the operator, over what the template says', () => {
    const container = {
      name: 'pgbouncer',
      image: 'r.example/pgbouncer:1',
      ports: [{ name: 'extra', containerPort: 1 }],
    };
    const template = {
      metadata: { labels: { team: 'data', 'cnpg.io/podRole': 'mine' } },
      spec: { containers: [container], initContainers: [{ name: 'bootstrap-controller', image: 'r.example/other:1' }] },
    };
    const changed = pooler({ template });
    expect(specOf(changed, 'apps/Deployment')).toMatchObject({
      replicas: 2,
      selector: { matchLabels: { 'cnpg.io/poolerName': 'pg-main-pooler-rw' } },
      template: { metadata: { labels: { ...LABELS, team: 'data' } } },
    });
    expect(podOf(changed)).toMatchObject({
      securityContext: { runAsNonRoot: true, runAsUser: 998, runAsGroup: 996, fsGroup: 996 },
      initContainers: [{ name: 'bootstrap-controller', image: 'ghcr.io/cloudnative-pg/cloudnative-pg:1.30.0' }],
      containers: [
        {
          image: 'r.example/pgbouncer:1',
          ports: [
            { name: 'extra', containerPort: 1 },
            { name: 'pgbouncer', containerPort: 5432 },
            { name: 'metrics', containerPort: 9127 },
          ],
          readinessProbe: { tcpSocket: { port: 5432 } },
          securityContext: { readOnlyRootFilesystem: true },
        },
      ],
      volumes: [{ name: 'scratch-data' }],
    });
  });

  it('mount the Secrets that the Cluster names, or those of the operator, and neither without the Cluster', () => {
    const secrets = (cluster: Manifest): unknown[] => podNear(cluster)['volumes'] as unknown[];
    expect(secrets(clusterRow())).toMatchObject([
      { name: 'ca', secret: { secretName: 'pg-main-ca' } },
      { name: 'server-tls', secret: { secretName: 'pg-main-server' } },
      { name: 'scratch-data' },
    ]);
    const certificates = { serverCASecret: 'own-ca', serverTLSSecret: 'own-tls' };
    expect(secrets(clusterRow({ certificates }))).toMatchObject([
      { name: 'ca', secret: { secretName: 'own-ca' } },
      { name: 'server-tls', secret: { secretName: 'own-tls' } },
      { name: 'scratch-data' },
    ]);
    expect(secrets(clusterRow({ certificates }, 'another'))).toHaveLength(1);
  });

  it('run with the rights of the containers of the Cluster, and with its seccomp profile', () => {
    const seccompProfile = { type: 'Localhost', localhostProfile: 'pg.json' };
    const securityContext = { readOnlyRootFilesystem: false, seccompProfile };
    const pod = podNear(clusterRow({ seccompProfile, securityContext: { readOnlyRootFilesystem: false } }));
    expect(pod).toMatchObject({
      securityContext: { runAsUser: 998, seccompProfile },
      initContainers: [{ securityContext }],
      containers: [{ securityContext }],
    });
  });

  it('take the image of the template, of the Pooler, or of the operator, in this order', () => {
    const image = (manifest: Manifest): unknown => podOf(manifest).containers[0]?.['image'];
    expect(image(pooler())).toBe('ghcr.io/cloudnative-pg/pgbouncer:1.25.1');
    expect(image(poolerRow({ image: 'r.example/pgbouncer:2' }))).toBe('r.example/pgbouncer:2');
  });
});

describe('the Service of a pooler', () => {
  it('leads to its pods on the port of PostgreSQL', () => {
    const service = poolerObjects(pooler()).find(({ kind }) => kind === 'Service');
    expect(service?.ports).toEqual([{ name: 'pgbouncer', port: 5432 }]);
    expect(specOf(pooler(), 'Service')).toMatchObject({
      type: 'ClusterIP',
      selector: { 'cnpg.io/poolerName': 'pg-main-pooler-rw' },
      ports: [{ port: 5432, targetPort: 'pgbouncer' }],
    });
  });

  it('gets no port of its own where the template has one of that name or number', () => {
    const withPort = (port: object): readonly unknown[] => {
      const serviceTemplate = { spec: { type: 'LoadBalancer', ports: [port] } };
      return specOf(pooler({ serviceTemplate }), 'Service')['ports'] as readonly unknown[];
    };
    expect(withPort({ name: 'db', port: 5432 })).toEqual([{ name: 'db', port: 5432 }]);
    expect(withPort({ name: 'pgbouncer', port: 6432 })).toHaveLength(1);
    expect(withPort({ name: 'other', port: 6432 })).toHaveLength(2);
  });
});

describe('foreign Poolers', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list', []],
    ['texts', { cluster: 'pg', instances: 'many', pgbouncer: 'x', template: 'y', serviceTemplate: 'z' }],
    ['numbers without end', { cluster: { name: 'pg' }, instances: 1e9, template: { metadata: { labels: { a: 1 } } } }],
  ])('are read without an exception: %s', (_name, spec) => {
    const objects = poolerObjects({ ...pooler(), spec });
    expect(objects.map(({ kind }) => kind)).toContain('apps/Deployment');
    const replicas = (objects.at(-1)?.manifest?.['spec'] as Fields)['replicas'];
    expect(Number(replicas)).toBeLessThanOrEqual(100);
  });
});

it('knows the parameters that the operator accepts', () => {
  expect(poolerParameters()).toHaveLength(57);
  expect(isPoolerParameter('max_client_conn')).toBe(true);
  expect(isPoolerParameter('listen_port')).toBe(false);
});

it('knows the Secret of a role that proves itself by a certificate', () => {
  const secret = { kind: 'Secret', name: 'pg-main-wiki-client-cert', keys: ['tls.crt', 'tls.key'] };
  expect(roleObjects(roleRow({ clientCertificate: {} }))).toMatchObject([secret]);
  expect(roleObjects(roleRow({ clientCertificate: { enabled: false } }))).toEqual([]);
  expect(roleObjects(roleRow())).toEqual([]);
});

it('knows what poolers, roles and publications name', () => {
  const targets = (manifest: Manifest): string[] => referencesOf(manifest).map(({ kind, name }) => `${kind} ${name}`);
  const secrets = ['clientTLSSecret', 'clientCASecret', 'serverTLSSecret', 'serverCASecret', 'authQuerySecret'];
  const named = Object.fromEntries(secrets.map((field) => [field, { name: field }]));
  const imageCatalogRef = { kind: 'ClusterImageCatalog', name: 'images', key: 'pgbouncer' };
  const found = targets(poolerRow({ ...named, imageCatalogRef }));
  expect(found).toEqual(expect.arrayContaining(secrets.map((name) => `Secret ${name}`)));
  expect(found).toContain('postgresql.cnpg.io/ClusterImageCatalog images');
  expect(targets(pooler({ serviceAccountName: 'shared' }))).toContain('ServiceAccount shared');
  for (const kind of ['DatabaseRole', 'Publication', 'Subscription', 'Pooler', 'Database']) {
    expect(targets({ ...roleRow(), kind })).toContain('postgresql.cnpg.io/Cluster pg-main');
  }
});
