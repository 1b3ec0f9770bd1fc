import type { Manifest } from '../../constructs/model';
import type { Cluster } from '../../imports/postgresql.cnpg.io/v1';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';

const withSynchronous = (synchronous: object, instances = 3): Manifest =>
  clusterRow({ instances, postgresql: { synchronous: { method: 'any', ...synchronous } } });

/** A commit waits for its synchronous standbys. */
export default defineGuardrail<Cluster>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'error',
  summary: 'fewer synchronous standbys are asked for than there are standbys',
  why: 'every commit would wait for a standby that cannot exist; the operator refuses the Cluster',
  fix: 'ask for one synchronous standby of two, so that one may be missing',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/replication/#synchronous-replication',
  check({ spec: { instances = 1, maxSyncReplicas = 0, postgresql } }) {
    const { number = 0, standbyNamesPre = [], standbyNamesPost = [] } = postgresql?.synchronous ?? {};
    const others = standbyNamesPre.length + standbyNamesPost.length;
    return [
      ...(maxSyncReplicas >= instances ? [violation('spec.maxSyncReplicas', maxSyncReplicas, instances)] : []),
      ...(number >= instances + others
        ? [violation('spec.postgresql.synchronous.number', number, instances + others)]
        : []),
    ];
  },
  valid: [
    { name: 'one of two standbys', objects: [withSynchronous({ number: 1 })] },
    {
      name: 'a standby outside the Cluster counts',
      objects: [withSynchronous({ number: 2, standbyNamesPost: ['offsite'] }, 2)],
    },
  ],
  invalid: [
    {
      name: 'as many as there are instances, the primary among them',
      objects: [withSynchronous({ number: 3 })],
      findings: [{ at: 'spec.postgresql.synchronous.number', got: '3' }],
    },
    {
      name: 'the older field',
      objects: [clusterRow({ instances: 2, minSyncReplicas: 1, maxSyncReplicas: 2 })],
      findings: [{ at: 'spec.maxSyncReplicas', got: '2' }],
    },
  ],
});

function violation(at: string, got: number, members: number): { at: string; got: string; expected: string } {
  return { at, got: String(got), expected: `less than ${members}, the primary and its standbys together` };
}
