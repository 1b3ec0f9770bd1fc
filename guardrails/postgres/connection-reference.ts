import type { Manifest, Violation } from '../../constructs/model';
import { connectionsIn, type FoundConnection } from '../../constructs/postgres/conninfo/derived';
import { serviceName } from '../../constructs/postgres/derived';
import { serviceOfHost } from '../../constructs/postgres/server-names/derived';
import { fieldsAt, textOf } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { containerFields, POD_KINDS } from '../engine/pods';
import { databaseServices, serviceKey } from '../engine/postgres-clients';
import { rolesOf } from '../engine/postgres-roles';
import { defineGuardrail } from '../rule';
import { databaseRow, poolerRow, roleRow } from './rows/clients';
import { clusterRow } from './rows/cluster';

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
        connectionsIn(String(value)).flatMap((connection) => faultsOf(at, connection, { manifest, index })),
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
    {
      name: 'names that somebody fills in later, and a URI in a sentence',
      objects: [
        wiki(
          ['$DB', '$(DB)', '${DB}', '{{ .db }}', '%(db)s']
            .map((name) => `postgresql://pg-main-rw.databases/${name}`)
            .concat('(postgres://app@pg-main-rw.databases/app), or `postgres://pg-main-rw.databases/app`; ok.')
            .join(' '),
        ),
        clusterRow(),
      ],
    },
    {
      name: 'a copy of another Cluster, without a word on how it begins',
      objects: [wiki(url('appdb')), clusterRow({ replica: { enabled: true, source: 'other' } })],
    },
    {
      name: 'a database behind a Pooler',
      objects: [wiki(url('app', 'pg-main-pooler-rw.databases.svc')), poolerRow(), clusterRow()],
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
    {
      name: 'a database that is nowhere, behind a Pooler and behind a Service of your own',
      objects: [
        wiki(`${url('appdb', 'pg-main-pooler-rw.databases.svc')} ${url('pages', 'pg-main-lan.databases.svc')}`),
        poolerRow(),
        clusterRow({
          managed: {
            services: { additional: [{ selectorType: 'rw', serviceTemplate: { metadata: { name: 'pg-main-lan' } } }] },
          },
        }),
      ],
      findings: [
        { at: 'spec.template.spec.containers[0].env[0].value', got: 'the database appdb of pg-main' },
        { at: 'spec.template.spec.containers[0].env[0].value', got: 'the database pages of pg-main' },
      ],
    },
    {
      name: 'a database and users that are taken away',
      objects: [
        wiki('postgres://wiki@pg-main-rw.databases.svc/wiki postgres://old@pg-main-rw.databases.svc/app'),
        clusterRow({ managed: { roles: [{ name: 'old', ensure: 'absent' }] } }),
        databaseRow({ ensure: 'absent' }),
        roleRow({ ensure: 'absent' }),
      ],
      findings: [
        { at: 'spec.template.spec.containers[0].env[0].value', got: 'the database wiki of pg-main' },
        { at: 'spec.template.spec.containers[0].env[0].value', got: 'the user old of pg-main' },
        { at: 'spec.template.spec.containers[0].env[0].value', got: 'the user wiki of pg-main' },
      ],
    },
  ],
});

interface Around {
  readonly manifest: Manifest;
  readonly index: ObjectIndex;
}

function faultsOf(at: string, connection: FoundConnection, { manifest, index }: Around): readonly Violation[] {
  const { namespace } = manifest.metadata;
  // Hosts that are no Service of a Cluster or a Pooler here are somebody else's.
  const cluster = index.once(databaseServices).get(serviceKey(connection.host, namespace));
  return cluster === undefined
    ? []
    : [
        ...serviceFaults(at, { cluster, service: serviceOfHost(connection.host, namespace ?? '')?.name ?? '' }, index),
        ...nameFaults(at, connection, { manifest: cluster, index }),
      ];
}

interface Asked {
  readonly cluster: Manifest;
  readonly service: string;
}

function serviceFaults(at: string, { cluster, service }: Asked, index: ObjectIndex): readonly Violation[] {
  const { name, namespace } = cluster.metadata;
  const role = (['rw', 'ro', 'r'] as const).find((of) => service === serviceName(name, of));
  const expected = `${name}-rw, or ${name}-r for readers that take any instance`;
  if (role !== undefined && index.findDerived('Service', service, namespace) === undefined) {
    return [{ at, got: `${service}, which the Cluster has switched off`, expected }];
  }
  const [instances] = fieldsAt(cluster, 'spec.instances');
  return role === 'ro' && (instances?.value ?? 1) === 1
    ? [{ at, got: `${service}, of a Cluster with one instance`, expected }]
    : [];
}

/** A text with a variable in it may become any name: of a shell, of Kubernetes, of a template, of Python, or for people. */
const VARIABLE = /\$[({\w]|\{\{|%\(|</;

function nameFaults(
  at: string,
  { database, user }: FoundConnection,
  { manifest, index }: Around,
): readonly Violation[] {
  const declared = rolesOf(manifest, index);
  // What is missing may be in the part that was not rendered.
  return index.incomplete || declared === undefined
    ? []
    : [
        { what: 'database', given: textOf(database), known: declared.databases },
        { what: 'user', given: textOf(user), known: declared.all },
      ].flatMap(({ what, given, known }) =>
        given === undefined || known === undefined || VARIABLE.test(given) || known.has(given)
          ? []
          : [
              {
                at,
                got: `the ${what} ${given} of ${manifest.metadata.name}`,
                expected: `one of ${[...known].sort().join(', ')}`,
              },
            ],
      );
}
