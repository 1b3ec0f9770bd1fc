import { defineInputRule } from '../rule';

/** PgBouncer's own types are texts; what they mean is not. */
export default defineInputRule('construct', {
  applies: 'PostgresCluster',
  severity: 'error',
  summary: 'parameters of a Pooler are those that the operator leaves to its users, and numbers are whole',
  why: 'the operator refuses the Pooler, or PgBouncer does not start with its configuration',
  fix: 'take the name from the type, and give connections and seconds as whole numbers; TLS and authentication are set by the construct',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/connection_pooling/#pgbouncer-configuration-options',
  valid: [
    { name: 'sizes of the pool', input: { pooler: { parameters: { max_client_conn: 1000, default_pool_size: 20 } } } },
    { name: 'a text', input: { pooler: { parameters: { server_reset_query: 'DISCARD ALL' } } } },
  ],
  invalid: [
    {
      name: 'a parameter that the operator writes itself',
      input: { pooler: { parameters: { listen_port: 6432 } } },
      findings: [{ at: 'props.parameters', got: 'listen_port' }],
    },
    {
      name: 'clients without TLS',
      input: { pooler: { parameters: { client_tls_sslmode: 'disable' } } },
      findings: [{ at: 'props.parameters', got: 'client_tls_sslmode' }],
    },
    {
      name: 'clients without a password',
      input: { pooler: { parameters: { auth_type: 'trust' } } },
      findings: [{ at: 'props.parameters', got: 'auth_type' }],
    },
    {
      name: 'half a connection',
      input: { pooler: { parameters: { max_client_conn: 0.5 } } },
      findings: [{ at: 'props.parameters', got: 'max_client_conn: 0.5' }],
    },
  ],
});
