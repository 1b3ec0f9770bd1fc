import { defineInputRule } from '../rule';

const POOLER = { name: 'pg-main-pooler', namespace: 'databases', type: 'rw', clusterName: 'pg-main' };

/** The Service for readers selects replicas. */
export default defineInputRule('construct', {
  applies: 'PostgresCluster',
  severity: 'error',
  summary: 'clients are led to a Service of a PostgresCluster that has somebody behind it',
  lesson: 'article 00, section 4, sends reports to -ro; with one instance nobody answers there',
  why: '<cluster>-ro leads to replicas only; a single instance is none, and connections are refused',
  fix: "use endpoint('rw'), or endpoint('r') for readers that take any instance",
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/service_management/',
  valid: [
    { name: 'readers of a cluster with replicas', input: { endpoint: 'ro' } },
    { name: 'readers of any instance', input: { instances: 1, endpoint: 'r' } },
  ],
  invalid: [
    {
      name: 'readers of a single instance',
      input: { instances: 1, endpoint: 'ro' },
      findings: [{ at: 'endpoint', got: "'ro' of a cluster with one instance" }],
    },
    {
      name: 'a pooler before the replicas of a single instance',
      input: { instances: 1, pooler: { type: 'ro' } },
      findings: [{ at: 'props.type', got: "'ro' of a cluster with one instance" }],
    },
    {
      name: 'a connection that may be behind, to a single instance',
      input: { instances: 1, connection: { client: 'in-cluster', readYourWrites: false } },
      findings: [{ at: 'endpoint', got: "'ro' of a cluster with one instance" }],
    },
    {
      name: 'a connection that must not be behind, through a pooler before replicas',
      input: { connection: { client: 'in-cluster', via: { ...POOLER, type: 'ro' } } },
      findings: [{ at: 'connection.via', got: "'ro' for a client that has to see what it wrote" }],
    },
    {
      name: 'a connection through a pooler before another cluster',
      input: { connection: { client: 'in-cluster', via: { ...POOLER, clusterName: 'pg-other' } } },
      findings: [{ at: 'connection.via', got: 'pg-main-pooler, a pooler before databases/pg-other' }],
    },
    {
      name: 'a pooler that spreads readers over one instance',
      input: { instances: 1, pooler: { type: 'r' } },
      findings: [{ at: 'props.type', got: "'r' of a cluster with one instance" }],
    },
    {
      name: 'the same on a cluster that could have more',
      input: { instances: 1, endpoint: 'ro', workers: { w1: 'pve1', w2: 'pve2', w3: 'pve3' } },
      findings: [{ at: 'endpoint', got: "'ro' of a cluster with one instance" }],
    },
  ],
});
