import { Chart, type App } from 'cdk8s';
import fc from 'fast-check';
import { resolve, type Bundle, type Manifest } from '../../constructs/model';
import {
  BackupSchedule,
  ObjectStore,
  PostgresCluster,
  siteBackup,
  topologyOf,
  type ObjectStoreProps,
  type PostgresBackup,
} from '../../constructs/postgres';
import { checkBundle } from '../../guardrails/engine/check';
import { exampleSiteWith, type ExampleSite } from '../../guardrails/engine/example-site';
import { RULES } from '../../guardrails/registry';
import { renderBundle } from '../../synth/render/bundle';

type ExampleDatabase = ExampleSite['databases'][string];

/** The example site with a server whose flavour has TLS. */
const SITE_INPUT = exampleSiteWith((site) => {
  Object.assign(site.hosts['s3']!, { flavour: 'minio', port: 9000, build: 'example 1', reason: 'an example' });
});
const SITE = resolve(SITE_INPUT);

interface Given {
  readonly store?: Partial<ObjectStoreProps>;
  readonly backup?: Partial<PostgresBackup>;
}

/** Renders a database with its store. */
function render({ store = {}, backup = {} }: Given = {}): Bundle {
  const build = (app: App): void => {
    const chart = new Chart(app, 'db');
    const backups = new ObjectStore(chart, 'pg-main', {
      namespace: 'databases',
      host: SITE.hostOfRole('s3', 's3'),
      bucket: 'postgres',
      prefix: 'home',
      credentials: { secretName: 'pg-main-s3' },
      ca: { secretName: 's3-ca' },
      retentionPolicy: '30d',
      ...store,
    });
    new PostgresCluster(chart, 'db-main', {
      name: 'pg-main',
      namespace: 'databases',
      topology: topologyOf(SITE, SITE.cluster('home')),
      version: '18.6',
      instances: 2,
      resources: { cpu: '1', memory: '2Gi' },
      storage: { size: '20Gi', storageClass: 'local' },
      backup: { store: backups, schedule: '0 30 2 * * *', ...backup },
    });
  };
  return renderBundle({ site: SITE_INPUT, charts: () => [{ app: 'db', build }], stacks: () => [] });
}

function manifestOf(bundle: Bundle, kind: string): Manifest {
  expect(bundle.violations).toEqual([]);
  return bundle.objects.find(({ manifest }) => manifest.kind === kind)!.manifest;
}

/** Namespace, storage class, Secrets and definitions come from elsewhere. */
const STRUCTURE: ReadonlySet<string> = new Set(['structure/reference', 'structure/crd']);

function findings(bundle: Bundle): string[] {
  return checkBundle(bundle, RULES)
    .findings.filter(({ rule, where }) => !STRUCTURE.has(rule) && where.startsWith('home/db'))
    .map(({ rule, path, got }) => `${rule} ${path}: ${got}`);
}

describe('ObjectStore', () => {
  it('leads to the bucket of the host, by its name and port, with the keys of a Secret', () => {
    expect(manifestOf(render(), 'ObjectStore')['spec']).toMatchObject({
      configuration: {
        destinationPath: 's3://postgres/home/',
        endpointURL: 'https://s3.example.internal:9000',
        endpointCA: { name: 's3-ca', key: 'ca.crt' },
        s3Credentials: {
          accessKeyId: { name: 'pg-main-s3', key: 'ACCESS_KEY_ID' },
          secretAccessKey: { name: 'pg-main-s3', key: 'SECRET_ACCESS_KEY' },
        },
      },
      retentionPolicy: '30d',
    });
  });

  it('gives the sidecar one amount as request and limit', () => {
    const amounts = { cpu: '100m', memory: '512Mi' };
    expect(manifestOf(render(), 'ObjectStore')['spec']).toMatchObject({
      instanceSidecarConfiguration: { resources: { requests: amounts, limits: amounts } },
    });
    const own = { cpu: '200m', memory: '1Gi' };
    expect(manifestOf(render({ store: { sidecar: own } }), 'ObjectStore')['spec']).toMatchObject({
      instanceSidecarConfiguration: { resources: { requests: own, limits: own } },
    });
  });

  it('never has a serverName: the plugin refuses it', () => {
    expect(JSON.stringify(manifestOf(render({ backup: { serverName: 'old' } }), 'ObjectStore'))).not.toContain(
      'serverName',
    );
  });

  it('speaks HTTP to a server that has no TLS, and the region of a server that asks for one', () => {
    const bundle = render({ store: { tls: false, credentials: { secretName: 's', region: 'REGION' } } });
    expect(bundle.violations.map(({ rule, violation: { at } }) => [rule, at])).toEqual([
      ['postgres/object-store', 'props.ca'],
    ]);
    const plain = render({
      store: { tls: false, ca: undefined as never, credentials: { secretName: 's', region: 'REGION' } },
    });
    expect(manifestOf(plain, 'ObjectStore')['spec']).toMatchObject({
      configuration: {
        endpointURL: 'http://s3.example.internal:9000',
        s3Credentials: { region: { name: 's', key: 'REGION' } },
      },
    });
  });

  it('is state of the place where the server stands', () => {
    const [bucket] = render().state.filter(({ value }) => value.kind === 'bucket');
    expect(bucket?.value.failureDomains).toEqual(['host:s3', 'rack-c']);
  });
});

describe('PostgresCluster with a backup', () => {
  it('archives with the plugin, to the store', () => {
    expect(manifestOf(render(), 'Cluster')['spec']).toMatchObject({
      plugins: [
        { name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true, parameters: { barmanObjectName: 'pg-main' } },
      ],
    });
    expect(manifestOf(render({ backup: { serverName: 'pg-2' } }), 'Cluster')['spec']).toMatchObject({
      plugins: [{ parameters: { barmanObjectName: 'pg-main', serverName: 'pg-2' } }],
    });
  });

  it('takes base backups by schedule, the first at once, with the method of the plugin', () => {
    const scheduled = manifestOf(render(), 'ScheduledBackup');
    expect(scheduled.metadata).toMatchObject({ name: 'pg-main-backup', namespace: 'databases' });
    expect(scheduled['spec']).toEqual({
      cluster: { name: 'pg-main' },
      schedule: '0 30 2 * * *',
      backupOwnerReference: 'cluster',
      immediate: true,
      method: 'plugin',
      pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
    });
    const other = render({ backup: { immediate: false, target: 'primary', store: { name: 'elsewhere' } } });
    expect(manifestOf(other, 'ScheduledBackup')['spec']).toMatchObject({ immediate: false, target: 'primary' });
  });

  it('fails: a schedule of five fields, and says the one of six', () => {
    const [refusal] = render({ backup: { schedule: '0 3 * * *' } }).violations;
    expect(refusal).toMatchObject({
      rule: 'postgres/backup-schedule',
      violation: { at: 'props.schedule', got: '"0 3 * * *", 5 fields', fix: 'write "0 0 3 * * *"' },
    });
  });

  it('declares the way to the store, where it knows the way', () => {
    const toStore = (bundle: Bundle): unknown[] =>
      bundle.flows.filter(({ value }) => value.to.kind === 'host').map(({ value: { to, ports } }) => [to, ports]);
    expect(toStore(render())).toEqual([[{ kind: 'host', host: 's3' }, [expect.objectContaining({ port: 9000 })]]]);
    expect(toStore(render({ backup: { store: { name: 'elsewhere' } } }))).toEqual([]);
  });

  it('keeps every rule', () => {
    expect(findings(render())).toEqual([]);
  });
});

describe('BackupSchedule', () => {
  it('says a time of day in six fields', () => {
    expect(BackupSchedule.daily({ hour: 3 }).text).toBe('0 0 3 * * *');
    const schedule = BackupSchedule.daily({ hour: 23, minute: 59 });
    expect(manifestOf(render({ backup: { schedule } }), 'ScheduledBackup')['spec']).toMatchObject({
      schedule: '0 59 23 * * *',
    });
  });

  it('fails: an hour that no day has', () => {
    const { violations } = render({ backup: { schedule: BackupSchedule.daily({ hour: 24 }) } });
    expect(violations).toMatchObject([{ rule: 'postgres/backup-schedule', violation: { at: 'props.schedule' } }]);
  });

  it('accepts every time of day, and no schedule of five fields', () => {
    const times = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
    fc.assert(
      fc.property(times, ({ hour, minute }) => {
        expect(BackupSchedule.parse(BackupSchedule.daily({ hour, minute }).text).ok).toBe(true);
        expect(BackupSchedule.parse(`${minute} ${hour} * * *`)).toMatchObject({
          ok: false,
          fault: { fix: `write "0 ${minute} ${hour} * * *"` },
        });
      }),
    );
  });
});

describe('siteBackup', () => {
  /** The database of the example site, and its objects. */
  function ofSite(change: (database: ExampleDatabase) => void = () => undefined): Bundle {
    const input = exampleSiteWith((site) => {
      change(site.databases['pg-main']!);
    });
    const site = resolve(input);
    const build = (app: App): void => {
      const chart = new Chart(app, 'db');
      const database = site.databases[0]!;
      const { cpu, memory } = database;
      const topology = topologyOf(site, site.cluster('home'));
      const backup = siteBackup(chart, site, database);
      new PostgresCluster(chart, 'pg-main', { ...database, ...backup, topology, resources: { cpu, memory } });
    };
    return renderBundle({ site: input, charts: () => [{ app: 'db', build }], stacks: () => [] });
  }

  it('makes the store that the site names, and the schedule', () => {
    const bundle = ofSite((database) => {
      Object.assign(database.backup!, { prefix: 'home' });
    });
    expect(manifestOf(bundle, 'ObjectStore')).toMatchObject({
      metadata: { name: 'pg-main', namespace: 'databases' },
      spec: {
        configuration: { destinationPath: 's3://postgres/home/', endpointURL: 'http://s3.example.internal:3900' },
        retentionPolicy: '30d',
      },
    });
    expect(manifestOf(bundle, 'ScheduledBackup')['spec']).toMatchObject({ schedule: '0 30 2 * * *' });
    expect(manifestOf(bundle, 'Cluster')['spec']).toMatchObject({ plugins: [{ isWALArchiver: true }] });
    expect(findings(bundle)).toEqual([]);
  });

  it('makes nothing for a database without backups', () => {
    const bundle = ofSite((database) => {
      delete database.backup;
    });
    expect(bundle.objects.map(({ manifest }) => manifest.kind)).toEqual(['Cluster']);
    expect(manifestOf(bundle, 'Cluster')['spec']).not.toHaveProperty('plugins');
  });

  it('fails: an authority for a server without TLS', () => {
    const bundle = ofSite((database) => {
      Object.assign(database.backup!, { caSecret: 's3-ca' });
    });
    expect(bundle.violations).toMatchObject([{ rule: 'postgres/object-store', violation: { at: 'props.ca' } }]);
  });
});
