import { defineInputRule } from '../rule';

const server = (name: string): Readonly<Record<string, unknown>> => ({
  name,
  host: 'pg-main-rw.databases.svc',
  database: 'app',
  username: 'app',
  authority: { secretName: 'pgadmin-tls' },
});

/** Two servers of one name look like one, and somebody drops a table in the wrong one. */
export default defineInputRule('construct', {
  applies: 'PgAdmin',
  severity: 'error',
  summary: 'the servers that pgAdmin shows from the start have names of their own',
  why: 'the tree of pgAdmin shows nothing but the name: a statement meant for one database runs in the other',
  fix: 'name the namespace too: databases/pg-main',
  waive: 'never',
  source: 'https://www.pgadmin.org/docs/pgadmin4/latest/import_export_servers.html',
  valid: [
    { name: 'two servers', input: { servers: [server('databases/pg-main'), server('wiki/pg-main')] } },
    { name: 'none', input: {} },
  ],
  invalid: [
    {
      name: 'the same name twice',
      input: { servers: [server('pg-main'), server('pg-main')] },
      findings: [{ at: 'props.servers[1].name', got: '"pg-main", which another server has' }],
    },
    {
      name: 'three, two of them of one name',
      input: { servers: [server('a'), server('b'), server('a')] },
      findings: [{ at: 'props.servers[2].name' }],
    },
  ],
});
