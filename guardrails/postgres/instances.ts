import { defineInputRule } from '../rule';

/** A Cluster without instances is not a way to stop a database. */
export default defineInputRule('construct', {
  applies: 'PostgresCluster',
  severity: 'error',
  summary: 'a PostgresCluster, and a Pooler, has one instance or more, in whole numbers',
  why: 'the operator refuses none and counts no fractions; to stop a database there is the annotation cnpg.io/hibernation',
  fix: 'pass 1 for a lab, 3 to survive the loss of a node',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/#clusterspec',
  valid: [
    { name: 'the default, three', input: {} },
    { name: 'one', input: { instances: 1 } },
  ],
  invalid: [
    { name: 'none', input: { instances: 0 }, findings: [{ at: 'props.instances', got: '0' }] },
    { name: 'none of a pooler', input: { pooler: { instances: 0 } }, findings: [{ at: 'props.instances', got: '0' }] },
    { name: 'one and a half', input: { instances: 1.5 }, findings: [{ at: 'props.instances', got: '1.5' }] },
  ],
});
