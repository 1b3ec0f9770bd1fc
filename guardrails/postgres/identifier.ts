import { defineInputRule } from '../rule';

/** Names inside PostgreSQL. */
export default defineInputRule('construct', {
  applies: 'PostgresCluster',
  severity: 'error',
  summary: 'a PostgresDatabase or DatabaseRole has a name of its own in PostgreSQL, of at most 63 bytes',
  why: 'the operator refuses names that the server or itself has; PostgreSQL cuts long ones, and they are made again at every turn',
  fix: 'choose another name: it cannot be changed later',
  waive: 'never',
  source: 'https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS',
  valid: [
    { name: 'the id', input: { database: {}, role: {} } },
    { name: 'underscores and capitals', input: { role: { role: 'Wiki_Writer' } } },
  ],
  invalid: [
    {
      name: 'a database that every server has',
      input: { database: { database: 'template1' } },
      findings: [{ at: 'props.database', got: '"template1", which is reserved' }],
    },
    {
      name: 'a role of the operator',
      input: { role: { role: 'cnpg_wiki' } },
      findings: [{ at: 'props.role', got: '"cnpg_wiki", which is reserved' }],
    },
    {
      name: 'no name',
      input: { role: { role: '' } },
      findings: [{ at: 'props.role', got: 'an empty string' }],
    },
  ],
});
