import type { Manifest } from '../../../constructs/model';
import type { Invalid, Row } from '../../rule';
import { poolerRow } from './clients';
import { clusterRow } from './cluster';

const client = (container: object, namespace = 'wiki', name = 'wiki'): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: {
    selector: { matchLabels: { app: 'wiki' } },
    template: {
      metadata: { labels: { app: 'wiki' } },
      spec: { containers: [{ name: 'wiki', image: 'ghcr.io/example/wiki:2.1.0', ...container }] },
    },
  },
});

const settings = (data: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'wiki', namespace: 'wiki' },
  data,
});

const env = (variables: Readonly<Record<string, string>>): object => ({
  env: Object.entries(variables).map(([name, value]) => ({ name, value })),
});

const HOST = 'pg-main-rw.databases.svc';

const ENV = 'spec.template.spec.containers[0].env';

/** The host of the Secret that the operator makes for the application. */
const FROM_SECRET = { name: 'PGHOST', valueFrom: { secretKeyRef: { name: 'pg-main-app', key: 'host' } } };

const uriOf = (key: string, name = 'DATABASE_URL'): object => ({
  name,
  valueFrom: { secretKeyRef: { name: 'pg-main-app', key } },
});

const URL = { name: 'URL', value: `postgresql://wiki@${HOST}/wiki` };

export const VALID: readonly Row[] = [
  {
    name: 'verify-full in variables, in a URI and in an argument',
    objects: [
      client({
        ...env({ PGHOST: HOST, PGSSLMODE: 'verify-full', URL: `postgresql://wiki@${HOST}/wiki?sslmode=verify-full` }),
        args: [`host=${HOST} dbname=wiki sslmode=verify-full sslrootcert=/pg/ca.crt`],
      }),
      clusterRow(),
    ],
  },
  {
    name: 'a database that is not of this output, and a Service of the same name in another namespace',
    objects: [
      client(
        env({ PGHOST: 'db.example.com', PGSSLMODE: 'require', URL: 'postgresql://pg-main-rw/wiki?sslmode=disable' }),
      ),
      clusterRow(),
    ],
  },
  {
    name: 'a URI that leaves the mode to PGSSLMODE, and one of JDBC that says ssl=true',
    objects: [
      client(
        env({
          PGSSLMODE: 'verify-full',
          URL: `postgresql://wiki@${HOST}/wiki`,
          JDBC: `jdbc:postgresql://${HOST}/wiki?ssl=true`,
        }),
      ),
      clusterRow(),
    ],
  },
  {
    name: 'a mode from a ConfigMap that is here, by its key and as a whole',
    objects: [
      client({
        env: [URL, { name: 'PGSSLMODE', valueFrom: { configMapKeyRef: { name: 'wiki', key: 'mode' } } }],
      }),
      client(
        { env: [URL, { name: 'PGHOST', value: HOST }], envFrom: [{ configMapRef: { name: 'wiki' }, prefix: 'PG' }] },
        'wiki',
        'pages',
      ),
      settings({ mode: 'verify-full', SSLMODE: 'verify-full' }),
      clusterRow(),
    ],
  },
  {
    name: 'a mode that may come from a Secret, or from a ConfigMap of somebody else',
    objects: [
      client({ env: [URL, { name: 'PGSSLMODE', valueFrom: { secretKeyRef: { name: 'wiki-db', key: 'mode' } } }] }),
      client({ env: [URL], envFrom: [{ secretRef: { name: 'wiki-db' } }] }, 'wiki', 'pages'),
      client({ env: [URL], envFrom: [{ configMapRef: { name: 'elsewhere' } }] }, 'wiki', 'search'),
      client({ env: [uriOf('uri')], envFrom: [{ configMapRef: { name: 'elsewhere' } }] }, 'databases'),
      clusterRow(),
    ],
  },
  {
    name: 'a mode put after the URI of the operator, beside it, and for an application that puts it there',
    objects: [
      client({ env: [uriOf('uri', 'BASE'), { name: 'URL', value: '$(BASE)?sslmode=verify-full' }] }, 'databases'),
      client(
        { env: [uriOf('jdbc-uri', 'BASE'), { name: 'URL', value: '$(BASE)&sslmode=verify-full' }] },
        'databases',
        'pages',
      ),
      client({ env: [uriOf('fqdn-uri'), { name: 'PGSSLMODE', value: 'verify-full' }] }, 'databases', 'search'),
      client({ env: [uriOf('uri'), { name: 'DB_SSLMODE', value: 'verify-full' }] }, 'databases', 'chat'),
      clusterRow(),
    ],
  },
];

export const INVALID: readonly (Row & Invalid)[] = [
  {
    name: 'TLS switched off in a URI: with a password, which is not repeated',
    objects: [client(env({ URL: `postgresql://wiki:$(PASSWORD)@${HOST}:5432/wiki?sslmode=disable` })), clusterRow()],
    findings: [{ at: `${ENV}[0].value`, got: `sslmode disable, for ${HOST}` }],
  },
  {
    name: 'require, through a pooler: anybody can be it',
    objects: [
      client(env({ DB_HOST: 'pg-main-pooler-rw.databases:5432', DB_SSL_MODE: 'require' })),
      poolerRow(),
      clusterRow(),
    ],
    findings: [{ at: `${ENV}[1].value`, got: 'sslmode require, for pg-main-pooler-rw.databases' }],
  },
  {
    name: 'nothing said: of a host, of a URI, and of the host in the Secret of the operator',
    objects: [
      client(env({ PGHOST: HOST }), 'apps'),
      client(env({ URL: `postgres://wiki@${HOST}/wiki` })),
      client({ env: [FROM_SECRET] }, 'databases'),
      clusterRow(),
    ],
    findings: [
      { at: `${ENV}[0].value`, got: `no sslmode, which means prefer or less, for ${HOST}` },
      { at: `${ENV}[0].value`, got: `no sslmode, which means prefer or less, for ${HOST}` },
      {
        at: `${ENV}[0].valueFrom.secretKeyRef`,
        got: 'no sslmode, which means prefer or less, for pg-main-rw',
      },
    ],
  },
  {
    name: 'a ConfigMap: as variables, and as a file',
    objects: [
      settings({ 'app.ini': `[database]\nhost = ${HOST}:5432\nssl_mode = disable\n\n[cache]\nhost = cache\n` }),
      settings({ PGHOST: HOST, PGSSLMODE: 'prefer' }),
      clusterRow(),
    ],
    findings: [
      { at: 'data["app.ini"]', got: `sslmode disable, for ${HOST}` },
      { at: 'data.PGSSLMODE', got: `sslmode prefer, for ${HOST}` },
    ],
  },
  {
    name: 'each URI of the operator, with no mode anywhere',
    objects: [
      client({ env: ['uri', 'fqdn-uri', 'jdbc-uri', 'fqdn-jdbc-uri'].map((key) => uriOf(key)) }, 'databases'),
      clusterRow(),
    ],
    findings: [
      'pg-main-rw.databases',
      'pg-main-rw.databases.svc',
      'pg-main-rw.databases',
      'pg-main-rw.databases.svc',
    ].map((host, at) => ({
      at: `${ENV}[${at}].valueFrom.secretKeyRef`,
      got: `no sslmode, which means prefer or less, for ${host}`,
    })),
  },
  {
    name: 'the URI of the operator with a mode that checks nothing, and one whose Secret is taken whole as well',
    objects: [
      client({ env: [uriOf('uri', 'BASE'), { name: 'URL', value: '$(BASE)?sslmode=require' }] }, 'databases'),
      client({ env: [uriOf('uri')], envFrom: [{ secretRef: { name: 'pg-main-app' } }] }, 'databases'),
      clusterRow(),
    ],
    findings: [
      { at: `${ENV}[1].value`, got: 'sslmode require, for pg-main-rw.databases' },
      {
        at: `${ENV}[0].valueFrom.secretKeyRef`,
        got: 'no sslmode, which means prefer or less, for pg-main-rw.databases',
      },
    ],
  },
  {
    name: 'a weak mode from a ConfigMap, for the host of the pod',
    objects: [
      client({ env: [{ name: 'PGHOST', value: HOST }], envFrom: [{ configMapRef: { name: 'wiki' } }] }),
      settings({ PGSSLMODE: 'allow' }),
      clusterRow(),
    ],
    findings: [{ at: `${ENV}[0].value`, got: `sslmode allow, for ${HOST}` }],
  },
];
