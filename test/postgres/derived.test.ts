import fc from 'fast-check';
import type { Manifest } from '../../constructs/model';
import { derivedObjects, type Derived } from '../../constructs/postgres/derived';
import { postgresFlows, postgresPods } from '../../constructs/postgres/flows';
import { postgresImage, postgresTagOf } from '../../constructs/postgres/image/derived';
import { memorySettingOf, sharedBuffersOf } from '../../constructs/postgres/settings/derived';

/** The Cluster whose objects were looked at in a real API server. */
function cluster(spec: Readonly<Record<string, unknown>> = {}): Manifest {
  const amounts = { cpu: '1', memory: '2Gi' };
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'app', namespace: 'db' },
    spec: {
      instances: 3,
      imageName: 'ghcr.io/cloudnative-pg/postgresql:17.6-standard-trixie',
      inheritedMetadata: { labels: { team: 'data' } },
      resources: { requests: amounts, limits: amounts },
      affinity: { podAntiAffinityType: 'required' },
      storage: { size: '10Gi', storageClass: 'fast' },
      walStorage: { size: '2Gi' },
      ...spec,
    },
  };
}

function names(objects: readonly Derived[], kind?: string): string[] {
  return objects
    .filter((object) => kind === undefined || object.kind === kind)
    .map((object) => (kind === undefined ? `${object.kind} ${object.name}` : object.name));
}

function only(objects: readonly Derived[], kind: string, name: string): Record<string, unknown> {
  const found = objects.filter((object) => object.kind === kind && object.name === name);
  expect(found).toHaveLength(1);
  return found[0]?.manifest as unknown as Record<string, unknown>;
}

const DATABASE_LABELS = {
  'app.kubernetes.io/component': 'database',
  'app.kubernetes.io/instance': 'app',
  'app.kubernetes.io/managed-by': 'cloudnative-pg',
  'app.kubernetes.io/name': 'postgresql',
  'app.kubernetes.io/version': '17',
  'cnpg.io/cluster': 'app',
  team: 'data',
};

describe('derivedObjects', () => {
  const objects = derivedObjects(cluster());

  it('names everything that the operator was seen to create, and its Lease', () => {
    expect(names(objects)).toEqual([
      'ServiceAccount app',
      'rbac.authorization.k8s.io/Role app',
      'rbac.authorization.k8s.io/RoleBinding app',
      'Secret app-app',
      'Secret app-ca',
      'Secret app-server',
      'Secret app-replication',
      'Service app-r',
      'Service app-ro',
      'Service app-rw',
      'policy/PodDisruptionBudget app-primary',
      'policy/PodDisruptionBudget app',
      'coordination.k8s.io/Lease app',
      ...[1, 2, 3].flatMap((serial) => [
        `PersistentVolumeClaim app-${serial}`,
        `PersistentVolumeClaim app-${serial}-wal`,
        `batch/Job app-${serial}-${serial === 1 ? 'initdb' : 'join'}`,
        `Pod app-${serial}`,
      ]),
    ]);
    expect(objects.every(({ namespace, manifest }) => namespace === 'db' && manifest.metadata.namespace === 'db')).toBe(
      true,
    );
  });

  it('gives the initdb Job the resources of the Cluster, in both containers, and no podRole', () => {
    const labels = { ...DATABASE_LABELS, 'cnpg.io/instanceName': 'app-1', 'cnpg.io/jobRole': 'initdb' };
    const resources = { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '1', memory: '2Gi' } };
    expect(only(objects, 'batch/Job', 'app-1-initdb')).toMatchObject({
      metadata: { labels },
      spec: {
        template: {
          metadata: { labels },
          spec: {
            restartPolicy: 'Never',
            serviceAccountName: 'app',
            initContainers: [
              { name: 'bootstrap-controller', image: 'ghcr.io/cloudnative-pg/cloudnative-pg:1.30.0', resources },
            ],
            containers: [
              { name: 'initdb', image: 'ghcr.io/cloudnative-pg/postgresql:17.6-standard-trixie', resources },
            ],
          },
        },
      },
    });
  });

  it('gives instances their role, ports, security context, grace period and anti-affinity', () => {
    const pod = only(objects, 'Pod', 'app-1');
    expect(pod['metadata']).toMatchObject({
      labels: { ...DATABASE_LABELS, 'cnpg.io/instanceName': 'app-1', 'cnpg.io/podRole': 'instance' },
    });
    expect(pod['spec']).toMatchObject({
      terminationGracePeriodSeconds: 1800,
      securityContext: { runAsNonRoot: true, runAsUser: 26, runAsGroup: 26, fsGroup: 26 },
      containers: [
        {
          name: 'postgres',
          ports: [{ containerPort: 5432 }, { containerPort: 9187 }, { containerPort: 8000 }],
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
        },
      ],
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {
              topologyKey: 'kubernetes.io/hostname',
              labelSelector: {
                matchExpressions: [
                  { key: 'cnpg.io/cluster', operator: 'In', values: ['app'] },
                  { key: 'cnpg.io/podRole', operator: 'In', values: ['instance'] },
                ],
              },
            },
          ],
        },
      },
      volumes: [
        { name: 'pgdata', persistentVolumeClaim: { claimName: 'app-1' } },
        { name: 'scratch-data' },
        { name: 'shm' },
        { name: 'pg-wal', persistentVolumeClaim: { claimName: 'app-1-wal' } },
      ],
    });
    expect(JSON.stringify(pod)).not.toContain('jobRole');
  });

  it('selects by instanceRole, and by podRole only where any instance will do', () => {
    const selector = (name: string): unknown => (only(objects, 'Service', name)['spec'] as Manifest)['selector'];
    expect(selector('app-rw')).toEqual({ 'cnpg.io/cluster': 'app', 'cnpg.io/instanceRole': 'primary' });
    expect(selector('app-ro')).toEqual({ 'cnpg.io/cluster': 'app', 'cnpg.io/instanceRole': 'replica' });
    expect(selector('app-r')).toEqual({ 'cnpg.io/cluster': 'app', 'cnpg.io/podRole': 'instance' });
    expect(objects.find(({ name }) => name === 'app-rw')?.ports).toEqual([
      { name: 'postgres', port: 5432, protocol: 'TCP' },
    ]);
  });

  it('labels volumes by role, without the instance label of pods', () => {
    const labels = only(objects, 'PersistentVolumeClaim', 'app-2-wal')['metadata'] as { labels: object };
    expect(labels.labels).toEqual({
      'app.kubernetes.io/component': 'database',
      'app.kubernetes.io/managed-by': 'cloudnative-pg',
      'app.kubernetes.io/name': 'postgresql',
      'cnpg.io/cluster': 'app',
      'cnpg.io/instanceName': 'app-2',
      'cnpg.io/pvcRole': 'PG_WAL',
      team: 'data',
    });
    expect(only(objects, 'PersistentVolumeClaim', 'app-1')['spec']).toEqual({
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast',
      resources: { requests: { storage: '10Gi' } },
    });
  });

  it.each([
    [3, 1],
    [5, 3],
  ])('lets one replica of %i instances be away at a time', (instances, minAvailable) => {
    const budgets = derivedObjects(cluster({ instances }));
    expect(only(budgets, 'policy/PodDisruptionBudget', 'app')['spec']).toEqual({
      minAvailable,
      selector: { matchLabels: { 'cnpg.io/cluster': 'app', 'cnpg.io/instanceRole': 'replica' } },
    });
    expect(only(budgets, 'policy/PodDisruptionBudget', 'app-primary')['spec']).toMatchObject({ minAvailable: 1 });
  });

  it.each<[string, Record<string, unknown>, string, string[]]>([
    ['two instances have no budget for replicas', { instances: 2 }, 'policy/PodDisruptionBudget', ['app-primary']],
    ['no budgets', { enablePDB: false }, 'policy/PodDisruptionBudget', []],
    ['a ServiceAccount of somebody else', { serviceAccountName: 'shared' }, 'ServiceAccount', []],
    [
      'a superuser',
      { enableSuperuserAccess: true },
      'Secret',
      ['app-app', 'app-ca', 'app-server', 'app-replication', 'app-superuser'],
    ],
    [
      'credentials and authority of your own',
      {
        bootstrap: { initdb: { secret: { name: 'own' } } },
        certificates: { serverCASecret: 'own-ca', clientCASecret: 'own-ca' },
      },
      'Secret',
      ['app-server', 'app-replication'],
    ],
    [
      'an authority of the servers alone: that of clients is still made',
      { certificates: { serverCASecret: 'own-ca', serverTLSSecret: 'own-tls' } },
      'Secret',
      ['app-app', 'app-ca', 'app-replication'],
    ],
    [
      'recovery makes no credentials unless it names a database',
      { bootstrap: { recovery: { source: 'old' } } },
      'Secret',
      ['app-ca', 'app-server', 'app-replication'],
    ],
    [
      'recovery makes credentials where it names a database',
      { bootstrap: { recovery: { source: 'old', database: 'wiki', owner: 'wiki', secret: { name: '' } } } },
      'Secret',
      ['app-app', 'app-ca', 'app-server', 'app-replication'],
    ],
    [
      'a replica makes no credentials, whatever it names',
      { bootstrap: { recovery: { source: 'old', database: 'wiki' } }, replica: { enabled: true, source: 'old' } },
      'Secret',
      ['app-ca', 'app-server', 'app-replication'],
    ],
    [
      'a Cluster that follows another one by its name',
      { bootstrap: { pg_basebackup: { database: 'wiki' } }, replica: { primary: 'other' } },
      'Secret',
      ['app-ca', 'app-server', 'app-replication'],
    ],
    [
      'the first of several Clusters makes them',
      { bootstrap: { pg_basebackup: { database: 'wiki' } }, replica: { primary: 'app' } },
      'Secret',
      ['app-app', 'app-ca', 'app-server', 'app-replication'],
    ],
    [
      'empty names are none',
      {
        certificates: { serverCASecret: '', clientCASecret: '', serverTLSSecret: '', replicationTLSSecret: '' },
        enableSuperuserAccess: true,
        superuserSecret: { name: '' },
      },
      'Secret',
      ['app-app', 'app-ca', 'app-server', 'app-replication', 'app-superuser'],
    ],
    [
      'a PodMonitor only while it is asked of the operator',
      { monitoring: { enablePodMonitor: true } },
      'monitoring.coreos.com/PodMonitor',
      ['app'],
    ],
    ['no PodMonitor', {}, 'monitoring.coreos.com/PodMonitor', []],
    [
      'Services disabled and added',
      {
        managed: {
          services: {
            disabledDefaultServices: ['ro', 'rw'],
            additional: [{ selectorType: 'rw', serviceTemplate: { metadata: { name: 'app-lan' } } }],
          },
        },
      },
      'Service',
      ['app-r', 'app-rw', 'app-lan'],
    ],
    [
      'recovery from snapshots',
      { instances: 1, bootstrap: { recovery: { volumeSnapshots: { storage: {} } } } },
      'batch/Job',
      ['app-1-snapshot-recovery'],
    ],
    [
      'a copy of another server',
      { instances: 1, bootstrap: { pg_basebackup: {} } },
      'batch/Job',
      ['app-1-pgbasebackup'],
    ],
    ['an import', { instances: 1, bootstrap: { initdb: { import: {} } } }, 'batch/Job', ['app-1-import']],
    ['a nonsensical number of instances', { instances: 'many' }, 'Pod', ['app-1']],
  ])('knows: %s', (...[, spec, kind, expected]) => {
    expect(names(derivedObjects(cluster(spec)), kind)).toEqual(expected);
  });

  it('yields nothing for other kinds, also for other Clusters', () => {
    expect(derivedObjects({ ...cluster(), kind: 'Pooler' })).toEqual([]);
    expect(derivedObjects({ ...cluster(), apiVersion: 'cluster.x-k8s.io/v1beta1' })).toEqual([]);
  });

  it('survives any spec: foreign manifests are read before their schema is checked', () => {
    const fields = Object.keys(cluster()['spec'] as object).concat('bootstrap', 'managed', 'certificates');
    const specs = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()));
    fc.assert(
      fc.property(specs, (spec) => {
        expect(derivedObjects({ ...cluster(), spec }).length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('flows', () => {
  const flows = postgresFlows({ cluster: 'home', namespace: 'db', name: 'app' });

  it('selects pods by their cluster alone: Jobs have no podRole', () => {
    expect(postgresPods({ namespace: 'db', name: 'app' })).toEqual({
      kind: 'pods',
      namespace: 'db',
      labels: { 'cnpg.io/cluster': 'app' },
    });
  });

  it('lets the operator reach both ports, instances each other, the API server and DNS', () => {
    const summary = flows.map(({ from, to, ports }) => {
      const end = (peer: typeof from): string => (peer.kind === 'pods' ? peer.namespace : peer.kind);
      return `${end(from)} > ${end(to)} ${ports.map(({ port, protocol }) => `${port}/${protocol}`).join(' ')}`;
    });
    expect(summary).toEqual([
      'cnpg-system > db 5432/TCP 8000/TCP',
      'db > db 5432/TCP 8000/TCP',
      'db > apiServer 6443/TCP',
      'db > kube-system 53/UDP 53/TCP',
      'apiServer > db 8000/TCP',
    ]);
    expect(flows.every(({ cluster: key }) => key === 'home')).toBe(true);
  });
});

describe('images', () => {
  it('reads back what it writes', () => {
    const options = {
      version: '18.4',
      flavour: 'standard',
      distribution: 'trixie',
      digest: `sha256:${'0f'.repeat(32)}`,
    };
    const image = postgresImage(options);
    expect(image).toBe(`ghcr.io/cloudnative-pg/postgresql:18.4-standard-trixie@sha256:${'0f'.repeat(32)}`);
    expect(postgresTagOf(image)).toMatchObject({
      ok: true,
      value: { major: '18', version: '18.4', flavour: 'standard' },
    });
  });
});

describe('shared_buffers', () => {
  it.each([
    ['2Gi', '512MB'],
    ['4G', '953MB'],
    ['1536Mi', '384MB'],
    ['1Mi', '256kB'],
    ['512Ki', '128kB'],
  ])('is a quarter of %s: %s', (memory, expected) => {
    expect(sharedBuffersOf(memory)).toEqual({ ok: true, value: expected });
  });

  it.each(['511Ki', '2GB', '', '-1Gi'])('fails: of %j', (memory) => {
    expect(sharedBuffersOf(memory)).toMatchObject({ ok: false });
  });

  it('never exceeds a quarter, and PostgreSQL reads it back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n << 19n, max: 1n << 50n }), (bytes) => {
        const text = sharedBuffersOf(String(bytes));
        const value = memorySettingOf(text.ok ? text.value : '');
        expect(value.ok && value.value <= bytes / 4n && value.value > bytes / 9n).toBe(true);
      }),
    );
  });
});
