import { defineInputRule } from '../rule';

/** `shared_buffers` follows from the memory of an instance. */
export default defineInputRule('construct', {
  applies: 'PostgresCluster',
  severity: 'error',
  summary: 'the memory of a PostgresCluster is a quantity of 512Ki or more',
  why: 'a quarter of it becomes shared_buffers, and PostgreSQL does not start with less than 128 kB',
  fix: 'write a quantity such as 2Gi',
  waive: 'never',
  source: 'https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-SHARED-BUFFERS',
  valid: [
    { name: 'two gibibytes', input: { memory: '2Gi' } },
    { name: 'the least', input: { memory: '512Ki' } },
  ],
  invalid: [
    {
      name: 'a unit that people write',
      input: { memory: '2GB' },
      findings: [{ at: 'props.resources.memory', got: '"2GB"' }],
    },
    {
      name: 'milli-bytes, where millions were meant',
      input: { memory: '512m' },
      findings: [{ at: 'props.resources.memory', got: '512m' }],
    },
  ],
});
