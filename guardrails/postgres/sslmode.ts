import { defineInputRule } from '../rule';

const EXTERNAL = { external: true, reason: 'a laptop on the LAN', host: 'pg.home.example' };

/** How far a client checks whom it talks to. */
export default defineInputRule('construct', {
  applies: 'PostgresCluster',
  severity: 'error',
  summary: 'clients in the cluster check everything; one outside may check less, with a reason, and always has TLS',
  lesson: 'article 00, section 5, copies the certificate of the authority; without verify-full nothing looks at it',
  why: 'PostgreSQL takes connections without TLS as well; below verify-full, whoever takes over the address or the DNS name is taken for the database',
  fix: "leave sslmode out: it is 'verify-full'; a client outside the cluster is declared with its reason and its host",
  waive: 'never',
  source: 'https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION',
  valid: [
    { name: 'in the cluster, with the default', input: { connection: { client: 'in-cluster' } } },
    { name: 'outside, with less', input: { connection: { client: EXTERNAL, sslmode: 'require' } } },
  ],
  invalid: [
    {
      name: 'less than everything in the cluster',
      input: { connection: { client: 'in-cluster', sslmode: 'require' } },
      findings: [{ at: 'connection.sslmode', got: "'require' in the cluster" }],
    },
    {
      name: 'a mode that gives up TLS, outside too',
      input: { connection: { client: EXTERNAL, sslmode: 'prefer' } },
      findings: [{ at: 'connection.sslmode', got: '"prefer"' }],
    },
    {
      name: 'outside without a reason',
      input: { connection: { client: { ...EXTERNAL, reason: ' ' } } },
      findings: [{ at: 'connection.client.reason', got: 'no reason' }],
    },
    {
      name: 'a certificate for an address',
      input: { connection: { client: { ...EXTERNAL, host: '192.0.2.50' } } },
      findings: [{ at: 'connection.client.host', got: '192.0.2.50, an address, with verify-full' }],
    },
  ],
});
