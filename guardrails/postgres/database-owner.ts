import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, type Field } from '../engine/fields';
import { rolesFor } from '../engine/postgres-roles';
import { defineGuardrail } from '../rule';
import { databaseRow, roleRow } from './rows/clients';
import { clusterRow } from './rows/cluster';

/** The operator makes databases, and roles; it makes no role for a database. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Database',
  severity: 'error',
  summary: 'the owner of a Database, and of its schemas, is a role that something makes',
  why: 'PostgreSQL refuses the owner that it does not know; the Database says so in its status, and the application finds no database',
  fix: 'add a DatabaseRole of that name, take the owner of the first database, or correct the name',
  waive: 'when the role was made by hand, or by a migration',
  source: 'https://cloudnative-pg.io/documentation/current/declarative_database_management/',
  check(manifest, index) {
    const roles = rolesFor(manifest, index)?.all;
    return roles === undefined || index.incomplete
      ? []
      : [...fieldsAt(manifest, 'spec.owner'), ...fieldsAt(manifest, 'spec.schemas[].owner')].flatMap((owner) =>
          judge(owner, roles),
        );
  },
  valid: [
    {
      name: 'a DatabaseRole beside it',
      objects: [databaseRow({ schemas: [{ name: 'wiki', owner: 'wiki' }] }), clusterRow(), roleRow()],
    },
    {
      name: 'a role that the Cluster manages, and the owner of its first database',
      objects: [
        databaseRow({ schemas: [{ name: 'wiki', owner: 'app' }] }),
        clusterRow({ managed: { roles: [{ name: 'wiki', login: true }] } }),
      ],
    },
    {
      name: 'the owner that initdb takes from the name of its database',
      objects: [databaseRow(), clusterRow({ bootstrap: { initdb: { database: 'wiki' } } })],
    },
    {
      name: 'a Cluster that was restored: its roles come with the data',
      objects: [databaseRow(), clusterRow({ bootstrap: { recovery: { source: 'pg-old' } } })],
    },
  ],
  invalid: [
    {
      name: 'nothing but the Cluster',
      objects: [databaseRow(), clusterRow()],
      findings: [{ at: 'spec.owner', got: 'wiki, which nothing makes' }],
    },
    {
      name: 'a DatabaseRole of another Cluster, and a managed role that goes away',
      objects: [
        databaseRow({ schemas: [{ name: 'wiki', owner: 'writer' }] }),
        clusterRow({ managed: { roles: [{ name: 'wiki', ensure: 'absent' }] } }),
        roleRow({ cluster: { name: 'pg-other' } }),
      ],
      findings: [
        { at: 'spec.owner', got: 'wiki, which nothing makes' },
        { at: 'spec.schemas[0].owner', got: 'writer, which nothing makes' },
      ],
    },
  ],
});

/** Most roles that a message names. */
const MOST_NAMED = 10;

function judge({ at, value }: Field, roles: ReadonlySet<string>): Violation[] {
  if (typeof value !== 'string' || roles.has(value)) {
    return [];
  }
  const named = [...roles].slice(0, MOST_NAMED).join(', ') + (roles.size > MOST_NAMED ? ', …' : '');
  return [{ at, got: `${value}, which nothing makes`, expected: `a role of the Cluster: ${named}` }];
}
