import type { Manifest, Violation } from '../../constructs/model';
import { recordOf, textOf } from '../engine/fields';
import { inNamespace, type Filing } from '../engine/filing';
import type { ObjectIndex } from '../engine/object-index';
import { clusterOf, rolesFor } from '../engine/postgres-roles';
import { defineGuardrail } from '../rule';
import { databaseRow, roleRow } from './rows/clients';
import { clusterRow } from './rows/cluster';

/** One owner for everything inside PostgreSQL. */
export default defineGuardrail<Manifest>({
  kind: ['postgresql.cnpg.io/Database', 'postgresql.cnpg.io/DatabaseRole'],
  severity: 'error',
  summary: 'a database or role of a Cluster is declared once',
  why: 'the operator takes managed.roles, or the object that was there first, and says in the status of the other that it does nothing',
  fix: 'keep one of them; a role that moves into a DatabaseRole leaves managed.roles in the same change',
  waive: 'while a role moves from managed.roles into a DatabaseRole',
  source: 'https://cloudnative-pg.io/documentation/current/declarative_role_management/#coexistence-and-precedence',
  check: (manifest, index) => [...inManagedRoles(manifest, index), ...inAnother(manifest, index)],
  valid: [
    { name: 'a role and a database of one name', objects: [roleRow(), databaseRow(), clusterRow()] },
    {
      name: 'the same role in two Clusters',
      objects: [roleRow(), roleRow({ cluster: { name: 'pg-other' } }, 'pg-other-wiki')],
    },
  ],
  invalid: [
    {
      name: 'a role that the Cluster manages',
      objects: [roleRow(), clusterRow({ managed: { roles: [{ name: 'wiki' }] } })],
      findings: [{ at: 'spec.name', got: 'wiki, also in managed.roles of the Cluster' }],
    },
    {
      name: 'two objects for one database',
      objects: [databaseRow(), databaseRow({ owner: 'app' }, 'pg-main-pages')],
      findings: [
        { at: 'spec.name', got: 'wiki, also in pg-main-pages' },
        { at: 'spec.name', got: 'wiki, also in pg-main-wiki' },
      ],
    },
  ],
});

function inManagedRoles(manifest: Manifest, index: ObjectIndex): Violation[] {
  const name = nameOf(manifest);
  return manifest.kind === 'DatabaseRole' && rolesFor(manifest, index)?.managed.has(name) === true
    ? [violation(name, 'in managed.roles of the Cluster')]
    : [];
}

function inAnother(manifest: Manifest, index: ObjectIndex): Violation[] {
  const filing = manifest.kind === 'Database' ? DATABASES : ROLES;
  // Told of one other object: two are too many, whatever their number.
  const other = index.filed(filing, keyOf(manifest)).find((object) => object.manifest !== manifest);
  return other === undefined ? [] : [violation(nameOf(manifest), `in ${other.manifest.metadata.name}`)];
}

function violation(name: string, where: string): Violation {
  return { at: 'spec.name', got: `${name}, also ${where}`, expected: 'one declaration' };
}

const DATABASES: Filing = { kind: 'postgresql.cnpg.io/Database', keysOf: ({ manifest }) => [keyOf(manifest)] };
const ROLES: Filing = { kind: 'postgresql.cnpg.io/DatabaseRole', keysOf: ({ manifest }) => [keyOf(manifest)] };

/** Names inside PostgreSQL may hold anything but NUL. */
function keyOf(manifest: Manifest): string {
  return `${inNamespace(manifest.metadata.namespace, clusterOf(manifest))}\u0000${nameOf(manifest)}`;
}

function nameOf({ spec }: Manifest): string {
  return textOf(recordOf(spec)['name']) ?? '';
}
