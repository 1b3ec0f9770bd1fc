import { defineInputRule } from '../rule';

/** The mistakes that the types of the props cannot see. */
export default defineInputRule('construct', {
  applies: 'StorageClass',
  severity: 'error',
  summary:
    'the replicas of a StorageClass are a number that its cluster can keep, and one where the data is strictly local',
  why: 'volumes that cannot have their replicas are degraded for ever, or are never made',
  fix: 'write as many replicas as there are workers, or fewer; for databases that replicate themselves use StorageClass.database',
  waive: 'never',
  source: 'https://longhorn.io/docs/1.12.1/references/storage-class-parameters/',
  valid: [
    { name: 'as many as workers', input: { numberOfReplicas: 2 } },
    { name: 'one, strictly local', input: { numberOfReplicas: 1, dataLocality: 'strict-local' } },
  ],
  invalid: [
    {
      name: 'three on two workers',
      input: { numberOfReplicas: 3 },
      findings: [{ at: 'props.numberOfReplicas', got: '3' }],
    },
    {
      name: 'two, strictly local',
      input: { numberOfReplicas: 2, dataLocality: 'strict-local' },
      findings: [{ at: 'props.numberOfReplicas', got: '2, while dataLocality is strict-local' }],
    },
    { name: 'none', input: { numberOfReplicas: 0 }, findings: [{ at: 'props.numberOfReplicas', got: '0' }] },
    { name: 'a half', input: { numberOfReplicas: 1.5 }, findings: [{ at: 'props.numberOfReplicas', got: '1.5' }] },
    {
      name: 'a timeout of no time',
      input: { numberOfReplicas: 2, staleReplicaTimeoutMinutes: 0 },
      findings: [{ at: 'props.staleReplicaTimeoutMinutes', got: '0' }],
    },
  ],
});
