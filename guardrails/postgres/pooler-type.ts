import type { Manifest, Violation } from '../../constructs/model';
import { poolerView } from '../../constructs/postgres/pooler/view/derived';
import { fieldsAt, recordOf } from '../engine/fields';
import { clusterNamedBy } from '../engine/postgres-roles';
import { defineGuardrail } from '../rule';
import { poolerRow } from './rows/clients';
import { clusterRow } from './rows/cluster';

const pooler = (type: string): Manifest => {
  const row = poolerRow();
  return { ...row, spec: { ...recordOf(row['spec']), type } };
};

/** PgBouncer connects to a Service of the Cluster. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Pooler',
  severity: 'error',
  summary: 'a Pooler leads to a Service of its Cluster that is there and has somebody behind it',
  lesson: 'article 00, section 4, sends reports to -ro; with one instance nobody answers there',
  why: 'clients connect to the pooler, wait, and are told that the server does not answer',
  fix: 'use type rw, run two instances or more, or leave the Service of the Cluster on',
  waive: 'while a Cluster has one instance for a short time',
  source: 'https://cloudnative-pg.io/documentation/current/service_management/',
  check(manifest, index) {
    const { type } = poolerView(manifest);
    const cluster = clusterNamedBy(manifest, index);
    return cluster === undefined ? [] : [...withoutReplicas(type, cluster), ...withoutService(type, cluster)];
  },
  valid: [
    { name: 'the primary of a single instance', objects: [pooler('rw'), clusterRow({ instances: 1 })] },
    { name: 'replicas of three instances', objects: [pooler('ro'), clusterRow()] },
  ],
  invalid: [
    {
      name: 'replicas of a single instance',
      objects: [pooler('ro'), clusterRow({ instances: 1 })],
      findings: [{ at: 'spec.type', got: 'ro, before one instance' }],
    },
    {
      name: 'a Service that the Cluster has switched off',
      objects: [pooler('r'), clusterRow({ managed: { services: { disabledDefaultServices: ['r'] } } })],
      findings: [{ at: 'spec.type', got: 'r, whose Service the Cluster has switched off' }],
    },
  ],
});

function withoutReplicas(type: string, cluster: Manifest): Violation[] {
  const { instances = 1 } = recordOf(cluster['spec']);
  return type === 'ro' && instances === 1
    ? [{ at: 'spec.type', got: 'ro, before one instance', expected: 'rw, or r' }]
    : [];
}

function withoutService(type: string, cluster: Manifest): Violation[] {
  return fieldsAt(cluster, 'spec.managed.services.disabledDefaultServices[]').some(({ value }) => value === type)
    ? [{ at: 'spec.type', got: `${type}, whose Service the Cluster has switched off`, expected: 'another type' }]
    : [];
}
