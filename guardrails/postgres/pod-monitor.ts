import type { Manifest } from '../../constructs/model';
import { fieldsAt } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';

const DEPRECATED = ['enablePodMonitor', 'podMonitorMetricRelabelings', 'podMonitorRelabelings'];

/** The operator still makes a PodMonitor when it is asked, with a warning at every write. */
export default defineGuardrail<Manifest>({
  kind: ['postgresql.cnpg.io/Cluster', 'postgresql.cnpg.io/Pooler'],
  severity: 'warning',
  summary: 'no PodMonitor is asked of the operator',
  why: 'the field is deprecated and goes away in a future release: the metrics, and every alert on them, would go with it',
  fix: 'write a PodMonitor of your own for port metrics, selecting cnpg.io/cluster and cnpg.io/podRole: instance',
  waive: 'until the next upgrade of the operator, if there is no other way to label the PodMonitor',
  source: 'https://cloudnative-pg.io/documentation/current/monitoring/',
  check: (manifest) =>
    DEPRECATED.flatMap((field) => fieldsAt(manifest, `spec.monitoring.${field}`))
      .filter(({ value }) => value === true || (Array.isArray(value) && value.length > 0))
      .map(({ at, value }) => ({
        at,
        got: value === true ? 'true' : 'a list',
        expected: 'a PodMonitor beside the Cluster',
      })),
  valid: [
    { name: 'no monitoring settings', objects: [clusterRow()] },
    { name: 'switched off', objects: [clusterRow({ monitoring: { enablePodMonitor: false } })] },
  ],
  invalid: [
    {
      name: 'a PodMonitor from the operator',
      objects: [clusterRow({ monitoring: { enablePodMonitor: true } })],
      findings: [{ at: 'spec.monitoring.enablePodMonitor', got: 'true' }],
    },
    {
      name: 'the same for a Pooler',
      objects: [
        {
          apiVersion: 'postgresql.cnpg.io/v1',
          kind: 'Pooler',
          metadata: { name: 'pg-main-pooler-rw', namespace: 'databases' },
          spec: {
            cluster: { name: 'pg-main' },
            pgbouncer: { poolMode: 'session' },
            monitoring: { enablePodMonitor: true },
          },
        },
      ],
      findings: [{ at: 'spec.monitoring.enablePodMonitor', got: 'true' }],
    },
  ],
});
