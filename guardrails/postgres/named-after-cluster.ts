import { defineInputRule } from '../rule';

/** Objects that belong to a Cluster cannot move to another one. */
export default defineInputRule('construct', {
  applies: 'PostgresCluster',
  severity: 'error',
  summary: 'the name of a Pooler, a Database or a DatabaseRole says which Cluster it belongs to, and is its own',
  why: 'the reference to the Cluster cannot be changed: under a name that does not follow it, the move to another Cluster is refused for ever',
  fix: 'leave the name out: it is then made of the name of the Cluster and the id',
  waive: 'never',
  source: 'https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/docs/src/connection_pooling.md#quick-start',
  valid: [
    { name: 'a pooler named by its id', input: { pooler: {} } },
    { name: 'a name with the Cluster in it', input: { pooler: { name: 'wiki-pg-main-rw' } } },
  ],
  invalid: [
    {
      name: 'a name without the Cluster',
      input: { pooler: { name: 'pooler-rw' } },
      findings: [{ at: 'props.name', got: '"pooler-rw"' }],
    },
    {
      name: 'the same for a database and a role',
      input: { database: { name: 'wiki' } },
      findings: [{ at: 'props.name', got: '"wiki"' }],
    },
    { name: 'a role named after its user', input: { role: { name: 'writer' } }, findings: [{ at: 'props.name' }] },
    {
      name: 'the Service for writers',
      input: { pooler: { name: 'pg-main-rw' } },
      findings: [{ at: 'props.name', got: '"pg-main-rw", which the Cluster takes for itself' }],
    },
  ],
});
