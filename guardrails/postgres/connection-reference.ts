import type { Manifest, Violation } from '../../constructs/model';
import { serviceName } from '../../constructs/postgres/derived';
import { declaredIn } from '../engine/postgres-declared';
import { fieldsAt, textOf } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { connectionsIn, type Connection } from '../engine/postgres-uri';
import { containerFields, POD_KINDS } from '../engine/pods';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';

const CLUSTER = 'postgresql.cnpg.io/Cluster';

const wiki = (url: string): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'wiki', namespace: 'wiki' },
  spec: {
    selector: { matchLabels: { app: 'wiki' } },
    template: {
      metadata: { labels: { app: 'wiki' } },
      spec: {
        containers: [
          { name: 'wiki', image: 'ghcr.io/example/wiki:2.1.0', env: [{ name: 'DATABASE_URL', value: url }] },
        ],
      },
    },
  },
});

const url = (rest: string, host = 'pg-main-rw.databases.svc.cluster.local'): string =>
  `postgresql://app:$(PGPASSWORD)@${host}:5432/${rest}`;

/** Three names must fit together: of the Service, of the database, of its user. */
export default defineGuardrail<Manifest>({
  kind: [...POD_KINDS, 'ConfigMap'],
  severity: 'error',
  summary: 'a connection to a Cluster names a Service, a database and a user that the Cluster has',
  lesson:
    'article 00, section 4, connects to appdb; its Cluster declares no database, so the operator makes one called app',
  why: 'the pod starts and every query fails: the name is not found, the database does not exist, the replicas behind -ro are none',
  fix: 'take host, user, password and dbname from the Secret <cluster>-app, or the address from PostgresCluster.endpoint',
  waive: 'when the database or the user is made by hand, or by a migration of the application',
  source: 'https://cloudnative-pg.io/documentation/current/applications/',
  check: (manifest, index) =>
    ['env[].value', 'args[]', 'command[]']
      .flatMap((path) => containerFields(manifest, path))
      .concat(manifest.kind === 'ConfigMap' ? fieldsAt(manifest, 'data{}') : [])
      .flatMap(({ at, value }) =>
        connectionsIn(value).flatMap((connection) => faultsOf(at, connection, { manifest, index })),
      ),
  valid: [
    { name: 'the database that the operator makes where none is named', objects: [wiki(url('app')), clusterRow()] },
    {
      name: 'a database and an owner of your own, and a Database beside the Cluster',
      objects: [
        wiki(`postgresql://wiki@pg-main-rw.databases/wiki postgresql://wiki@pg-main-r.databases.svc/search`),
        clusterRow({ bootstrap: { initdb: { database: 'wiki', owner: 'wiki' } } }),
        {
          apiVersion: 'postgresql.cnpg.io/v1',
          kind: 'Database',
          metadata: { name: 'pg-main-search', namespace: 'databases' },
          spec: { cluster: { name: 'pg-main' }, name: 'search', owner: 'wiki' },
        },
      ],
    },
    { name: 'a server of somebody else', objects: [wiki('postgresql://app@db.example.org/appdb'), clusterRow()] },
  ],
  invalid: [
    {
      name: 'the connections of article 00: its Cluster has no appdb',
      objects: [wiki(url('appdb')), clusterRow()],
      findings: [{ at: 'spec.template.spec.containers[0].env[0].value', got: 'the database appdb of pg-main' }],
    },
    {
      name: 'the same in a ConfigMap beside the Cluster',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'wiki', namespace: 'databases' },
          data: { DATABASE_URL: url('appdb', 'pg-main-rw') },
        },
        clusterRow(),
      ],
      findings: [{ at: 'data.DATABASE_URL', got: 'the database appdb of pg-main' }],
    },
    {
      name: 'a user that nobody makes',
      objects: [wiki('postgres://wiki:secret@pg-main-rw.databases.svc/app'), clusterRow()],
      findings: [{ at: 'spec.template.spec.containers[0].env[0].value', got: 'the user wiki of pg-main' }],
    },
    {
      name: 'replicas of a single instance',
      objects: [
        wiki(url('app', 'pg-main-ro.databases.svc')),
        clusterRow({ instances: 1, enablePDB: false, affinity: undefined }),
      ],
      findings: [
        { at: 'spec.template.spec.containers[0].env[0].value', got: 'pg-main-ro, of a Cluster with one instance' },
      ],
    },
    {
      name: 'a Service that is switched off',
      objects: [
        wiki(url('app', 'pg-main-ro.databases.svc')),
        clusterRow({ managed: { services: { disabledDefaultServices: ['ro'] } } }),
      ],
      findings: [
        { at: 'spec.template.spec.containers[0].env[0].value', got: 'pg-main-ro, which the Cluster has switched off' },
      ],
    },
  ],
});

interface Around {
  readonly manifest: Manifest;
  readonly index: ObjectIndex;
}

function faultsOf(at: string, connection: Connection, { manifest, index }: Around): readonly Violation[] {
  const [service = '', namespace = manifest.metadata.namespace] = connection.host.split('.');
  const [, name = '', role = ''] = /^(.+)-(rw|ro|r)$/.exec(service) ?? [];
  const cluster = index.find(CLUSTER, name, namespace)?.manifest;
  // Hosts that are no Service of a Cluster here are somebody else's.
  return cluster === undefined || !isInside(connection.host)
    ? []
    : [...serviceFaults(at, { cluster, role }, index), ...nameFaults(at, connection, { manifest: cluster, index })];
}

function isInside(host: string): boolean {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+(?:\.svc(?:\..+)?)?)?$/.test(host);
}

interface Asked {
  readonly cluster: Manifest;
  readonly role: string;
}

function serviceFaults(at: string, { cluster, role }: Asked, index: ObjectIndex): readonly Violation[] {
  const { name, namespace } = cluster.metadata;
  const service = serviceName(name, role as 'ro');
  const expected = `${name}-rw, or ${name}-r for readers that take any instance`;
  if (index.findDerived('Service', service, namespace) === undefined) {
    return [{ at, got: `${service}, which the Cluster has switched off`, expected }];
  }
  const [instances] = fieldsAt(cluster, 'spec.instances');
  return role === 'ro' && (instances?.value ?? 1) === 1
    ? [{ at, got: `${service}, of a Cluster with one instance`, expected }]
    : [];
}

/** A text with a variable in it may become any name. */
const VARIABLE = /\$[({]/;

function nameFaults(at: string, { database, user }: Connection, { manifest, index }: Around): readonly Violation[] {
  const { name } = manifest.metadata;
  const declared = declaredIn(manifest, index);
  return [
    { what: 'database', given: textOf(database), known: declared.databases },
    { what: 'user', given: textOf(user), known: declared.users },
  ].flatMap(({ what, given, known }) =>
    given === undefined || known === undefined || VARIABLE.test(given) || known.includes(given)
      ? []
      : [{ at, got: `the ${what} ${given} of ${name}`, expected: `one of ${known.join(', ')}` }],
  );
}
