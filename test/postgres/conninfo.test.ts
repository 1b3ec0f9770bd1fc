import fc from 'fast-check';
import { connectionsIn } from '../../constructs/postgres/conninfo/derived';
import { serviceHosts, serviceOfHost } from '../../constructs/postgres/server-names/derived';
import { LIBPQ_SSL_MODES, sslModeOf } from '../../constructs/postgres/sslmode/derived';
import { checkBundle } from '../../guardrails/engine/check';
import { RULES } from '../../guardrails/registry';
import { JsonPatch } from 'cdk8s';
import { kubeObject } from '../../constructs/core/kube-object';
import { renderBeside } from './clients-support';

function found(text: string): string[] {
  return connectionsIn(text).map(({ host, sslmode }) => `${host} ${sslmode}`);
}

describe('connectionsIn', () => {
  it.each([
    ['a URI', 'postgresql://u:p@pg-main-rw.db.svc:5432/app?sslmode=require', ['pg-main-rw.db.svc require']],
    ['a short scheme, no mode', 'postgres://pg-main-rw/app', ['pg-main-rw none']],
    ['several hosts', 'postgres://u@a:1,b:2/app?sslmode=verify-ca', ['a verify-ca', 'b verify-ca']],
    ['a host in the query', 'postgresql:///app?host=pg-main-rw&sslmode=allow', ['pg-main-rw allow']],
    ['a password with an at sign and escapes', 'postgres://u:p%40@x@pg/app?sslmode=disable#x', ['pg disable']],
    ['IPv6', 'postgres://u@[2001:db8::1]:5432/app', ['2001:db8::1 none']],
    ['JDBC', 'jdbc:postgresql://pg:5432/app?ssl=true', ['pg verify-full']],
    ['JDBC with a mode', 'jdbc:postgresql://pg/app?ssl=true&sslmode=require', ['pg require']],
    ['SQLAlchemy with asyncpg', 'postgresql+asyncpg://u@pg/app?ssl=prefer', ['pg prefer']],
    ['a mode that is none', 'postgres://pg/app?sslmode=$(MODE)', ['pg unknown']],
    ['a broken escape', 'postgres://u@p%g/app?sslmode=disable', ['p%g disable']],
    ['keywords', "host=pg port=5432 password='s' sslmode=verify-full", ['pg verify-full']],
    ['keywords of .NET', 'Host=pg;Username=u;SSL Mode=VerifyCA', ['pg verify-ca']],
    ['JSON', '{"host":"pg","sslmode":"disable"}', ['pg disable']],
    ['YAML of two blocks', 'dbHost: x\nhost: pg\nsslMode: prefer\n\nhost: cache\n', ['pg prefer']],
    ['sections', '[database]\nDB_HOST = pg:5432\nssl_mode = disable\n[smtp]\nhost = mail', ['pg disable']],
    [
      'a line without the comment above it',
      'host = pg\n# sslmode = disable\nsslmode = verify-full\n',
      ['pg verify-full'],
    ],
    ['no comments of INI and C', ';host=a sslmode=disable\n  // postgres://b/app\nhost=pg sslmode=allow', ['pg allow']],
    ['a URI in a sentence', 'see postgres://pg/app?sslmode=require), or postgres://rw.', ['pg require', 'rw none']],
    ['a host without a mode', 'host=pg', []],
    ['another database', 'mysql://u@pg/app?sslmode=disable', []],
  ])('reads %s', (_name, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    ['postgresql://app:$(PGPASSWORD)@pg:5432/appdb', 'app', 'appdb'],
    ['postgres://PG-RW/app?sslmode=verify-full', '', 'app'],
    ['--dsn=postgresql://a%40b@pg', 'a@b', ''],
    ['postgres://u:p@x@pg/app', 'u', 'app'],
    ['jdbc:postgresql://pg/app?user=wiki&password=x', 'wiki', 'app'],
    ['postgresql:///?host=pg&dbname=app&user=wiki', 'wiki', 'app'],
    ['(postgres://wiki@pg/app), then', 'wiki', 'app'],
    ['[`postgres://wiki@pg/app`; {postgres://', 'wiki', 'app'],
    ['it is postgres://wiki@pg/app.', 'wiki', 'app'],
    ['host=pg dbname=app sslmode=require', '', ''],
  ])('reads user and database of %s', (text, user, database) => {
    expect(connectionsIn(text)).toMatchObject([{ user, database }]);
  });

  it('reads back every mode and host that a URI was made of, and never says the password', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/);
    fc.assert(
      fc.property(
        label,
        fc.constantFrom(...LIBPQ_SSL_MODES),
        fc.string({ unit: 'grapheme-ascii' }),
        (host, mode, text) => {
          const secret = encodeURIComponent(text).replaceAll("'", '%27');
          expect(connectionsIn(`x=postgresql://u:${secret}@${host}.db.svc:5432/app?a=b&sslmode=${mode}`)).toEqual([
            { host: `${host}.db.svc`, sslmode: mode, user: 'u', database: 'app' },
          ]);
        },
      ),
    );
  });

  it('reads anything without an exception, in time that grows with the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        connectionsIn(`sslmode=${text} postgres://${text}?${text}`);
      }),
    );
    for (const piece of [
      'a_',
      'host=',
      'postgres://',
      '\n\n',
      'ssl mode = ',
      'jdbc:',
      '@',
      '  \n [',
      'host=a sslmode=b ',
    ]) {
      const before = performance.now();
      connectionsIn(`sslmode=disable ${piece.repeat(200_000 / piece.length)}`);
      expect(performance.now() - before).toBeLessThan(1000);
    }
  });
});

describe('modes and hosts', () => {
  it.each(['VerifyFull', 'verify_full', 'VERIFY-FULL'])('takes %s for verify-full', (text) => {
    expect(sslModeOf(text)).toBe('verify-full');
  });

  it.each(['', 'true', 'on', 'verify'])('takes %j for no mode', (text) => {
    expect(sslModeOf(text)).toBeUndefined();
  });

  it('finds the Service by each of its names, from its own namespace and, by the longer ones, from another', () => {
    const service = { name: 'pg-main-rw', namespace: 'databases' };
    const [short = '', ...longer] = serviceHosts('pg-main-rw', 'databases');
    expect(serviceOfHost(short, 'databases')).toEqual(service);
    expect(serviceOfHost(short, 'wiki')).toEqual({ ...service, namespace: 'wiki' });
    expect(longer.map((host) => serviceOfHost(host, 'wiki'))).toEqual([service, service, service]);
    expect(serviceOfHost('pg-main-rw.databases.svc.', 'wiki')).toEqual(service);
  });

  it.each(['', 'db.example.com', '192.0.2.1:5432', '/var/run/postgresql'])('finds none in %j', (host) => {
    expect(serviceOfHost(host, 'wiki')).toBeUndefined();
  });
});

it('never repeats a password in a finding, whatever the text around it', () => {
  const bundle = renderBeside((chart) => {
    kubeObject(chart, 'settings', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'databases' },
    }).addJsonPatch(
      JsonPatch.add('/data', { URL: 'postgres://wiki:hunter2hunter2@pg-main-rw/wiki?sslmode=hunter2hunter2' }),
      JsonPatch.add('/data/PLAIN', 'postgres://wiki:hunter2hunter2@pg-main-rw/wiki?sslmode=disable'),
    );
  });
  const { findings } = checkBundle(bundle, RULES);
  expect(findings.map(({ rule }) => rule)).toContain('postgres/client-sslmode');
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});
