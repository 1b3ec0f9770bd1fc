import type { Chart } from 'cdk8s';
import {
  caVolume,
  libpqEnvironment,
  Pooler,
  PostgresDatabase,
  type ConnectionOptions,
  type PostgresCluster,
  type PostgresConnection,
} from '../../constructs/postgres';
import { serviceHosts } from '../../constructs/postgres/server-names/derived';
import { only, renderBeside } from './clients-support';

/** Asks for a connection, and renders what stands around it. */
function connect(ask: (cluster: PostgresCluster, chart: Chart) => ConnectionOptions): {
  readonly connection: PostgresConnection;
  readonly names: unknown;
} {
  let connection: PostgresConnection | undefined;
  const bundle = renderBeside((chart, cluster) => {
    connection = cluster.connection(ask(cluster, chart));
  });
  return { connection: connection!, names: only(bundle, 'Cluster').spec['certificates'] };
}

/** What a connection is refused for. */
function refusal(options: ConnectionOptions): string[] {
  const bundle = renderBeside((_chart, cluster) => cluster.connection(options));
  return bundle.violations.map(({ rule, violation }) => `${rule} ${violation.at}: ${violation.got}`);
}

const OUTSIDE = { external: true, reason: 'a laptop on the LAN', host: 'pg.home.example' } as const;

describe('a connection in the cluster', () => {
  it('leads to the primary, under a name of its certificate, and checks everything', () => {
    expect(connect(() => ({ client: 'in-cluster' }))).toEqual({
      connection: {
        host: 'pg-main-rw.databases.svc',
        port: 5432,
        database: 'app',
        sslmode: 'verify-full',
        role: 'rw',
        ca: { secretName: 'pg-main-ca', key: 'ca.crt', namespace: 'databases' },
      },
      names: undefined,
    });
    expect(serviceHosts('pg-main-rw', 'databases')).toContain('pg-main-rw.databases.svc');
  });

  it.each([
    [true, 'rw', 'pg-main-rw.databases.svc'],
    [false, 'ro', 'pg-main-ro.databases.svc'],
  ])('with readYourWrites %s leads to %s', (readYourWrites, role, host) => {
    expect(connect(() => ({ client: 'in-cluster', readYourWrites })).connection).toMatchObject({ role, host });
  });

  it('goes to another database, and through a pooler, whose names are in the certificate', () => {
    const { connection, names } = connect((cluster, chart) => ({
      client: 'in-cluster',
      database: new PostgresDatabase(chart, 'wiki', { cluster }),
      via: new Pooler(chart, 'pooler', { cluster, resources: { cpu: '100m', memory: '64Mi' } }),
    }));
    expect(connection).toMatchObject({
      database: 'wiki',
      host: 'pg-main-pooler.databases.svc',
      port: 5432,
      role: 'rw',
      ca: { secretName: 'pg-main-ca' },
    });
    expect(names).toMatchObject({ serverAltDNSNames: expect.arrayContaining([connection.host]) as unknown });
  });

  it('may be behind through a pooler before replicas, and is not before the primary', () => {
    const through = (type: 'rw' | 'ro'): PostgresConnection =>
      connect((cluster, chart) => ({
        client: 'in-cluster',
        readYourWrites: false,
        via: new Pooler(chart, 'pooler', { cluster, type, resources: { cpu: '100m', memory: '64Mi' } }),
      })).connection;
    expect(through('ro').role).toBe('ro');
    expect(through('rw').role).toBe('rw');
  });

  it.each(['disable', 'allow', 'prefer', 'require', 'verify-ca'])('fails: with sslmode %s', (sslmode) => {
    expect(refusal({ client: 'in-cluster', sslmode } as unknown as ConnectionOptions)).toHaveLength(1);
  });

  it('fails for the compiler with anything less', () => {
    // @ts-expect-error a client in the cluster has no reason to check less
    const weak: ConnectionOptions = { client: 'in-cluster', sslmode: 'require' };
    // @ts-expect-error what gives up TLS is not in the type
    const plain: ConnectionOptions = { client: OUTSIDE, sslmode: 'prefer' };
    // @ts-expect-error a client outside says why it is there
    const silent: ConnectionOptions = { client: { external: true, host: 'pg.home.example' }, sslmode: 'require' };
    expect([weak, plain, silent]).toHaveLength(3);
  });
});

describe('a connection from outside', () => {
  it('has its own host, whose name goes into the certificate', () => {
    expect(connect(() => ({ client: OUTSIDE }))).toMatchObject({
      connection: { host: 'pg.home.example', port: 5432, sslmode: 'verify-full', role: 'rw' },
      names: { serverAltDNSNames: ['pg.home.example'] },
    });
  });

  it.each(['require', 'verify-ca'] as const)('may check less: %s', (sslmode) => {
    const host = '192.0.2.50';
    expect(connect(() => ({ client: { ...OUTSIDE, host, port: 15432 }, sslmode }))).toMatchObject({
      connection: { host, port: 15432, sslmode },
      names: undefined,
    });
  });

  it.each(['disable', 'allow', 'prefer', ''])('fails: with sslmode %j', (sslmode) => {
    expect(refusal({ client: OUTSIDE, sslmode } as unknown as ConnectionOptions)).toEqual([
      `postgres/sslmode connection.sslmode: "${sslmode}"`,
    ]);
  });
});

describe('what a client needs of a connection', () => {
  const { connection } = connect(() => ({ client: 'in-cluster' }));

  it('is the certificate of the authority alone', () => {
    expect(caVolume(connection)).toEqual({
      name: 'postgres-ca',
      secret: { secretName: 'pg-main-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] },
    });
  });

  it('is in variables of libpq, without a password', () => {
    expect(libpqEnvironment(connection, '/etc/postgres-ca/')).toEqual({
      PGHOST: 'pg-main-rw.databases.svc',
      PGPORT: '5432',
      PGDATABASE: 'app',
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: '/etc/postgres-ca/ca.crt',
    });
  });
});
