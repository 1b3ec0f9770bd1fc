import { databaseName, roleName } from '../../constructs/postgres/identifier/derived';
import type { Manifest } from '../../constructs/model';
import { fieldsAt } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { databaseRow, roleRow } from './rows/clients';

/** Names inside PostgreSQL, which are no names of Kubernetes. */
export default defineGuardrail<Manifest>({
  kind: ['postgresql.cnpg.io/Database', 'postgresql.cnpg.io/DatabaseRole'],
  severity: 'error',
  summary: 'a Database or DatabaseRole has a name of its own in PostgreSQL, of at most 63 bytes',
  why: 'the operator refuses names that the server or itself has; PostgreSQL cuts long ones, and they are made again at every turn',
  fix: 'choose another name: it cannot be changed later',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/declarative_database_management/#reserved-database-names',
  check(manifest) {
    const parse = manifest.kind === 'Database' ? databaseName : roleName;
    return fieldsAt(manifest, 'spec.name').flatMap(({ at, value }) => {
      const outcome = parse(value);
      return outcome.ok ? [] : [{ at, ...outcome.fault }];
    });
  },
  valid: [
    { name: 'a database and a role', objects: [databaseRow(), roleRow()] },
    { name: 'letters beyond ASCII, 63 bytes', objects: [databaseRow({ name: `${'ä'.repeat(31)}x` })] },
  ],
  invalid: [
    {
      name: 'the database that every server has',
      objects: [databaseRow({ name: 'postgres' })],
      findings: [{ at: 'spec.name', got: '"postgres", which is reserved' }],
    },
    {
      name: 'a role of PostgreSQL, and one of the operator',
      objects: [roleRow({ name: 'pg_monitor' }), roleRow({ name: 'streaming_replica' }, 'pg-main-replica')],
      findings: [
        { at: 'spec.name', got: '"pg_monitor", which is reserved' },
        { at: 'spec.name', got: '"streaming_replica", which is reserved' },
      ],
    },
    {
      name: '64 bytes in 32 letters',
      objects: [databaseRow({ name: 'ä'.repeat(32) })],
      findings: [{ at: 'spec.name', got: `"${'ä'.repeat(32)}", 64 bytes` }],
    },
  ],
});
