import type { Manifest } from '../../constructs/model';
import { recordOf, valueAt } from '../engine/fields';
import { defineGuardrail } from '../rule';

const podMonitor = (matchLabels: object, namespace = 'databases'): Manifest => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: { name: 'pg-main', namespace },
  spec: { selector: { matchLabels }, podMetricsEndpoints: [{ port: 'metrics' }] },
});

/** Poolers carry the label of the Cluster too, and their port has the same name. */
export default defineGuardrail<Manifest>({
  kind: 'monitoring.coreos.com/PodMonitor',
  severity: 'warning',
  summary: 'a PodMonitor of a Cluster says which pods it means: instances, or poolers',
  why: 'with the name of the Cluster alone, metrics of PgBouncer come in as if they were those of instances, and alerts count instances that are none',
  fix: 'select cnpg.io/podRole: instance as well, or cnpg.io/poolerName for a pooler',
  waive: 'when one job for both is meant, and every alert tells them apart',
  source: 'https://cloudnative-pg.io/documentation/current/monitoring/#creating-a-podmonitor',
  check(manifest) {
    const path = ['spec', 'selector', 'matchLabels'];
    const labels = recordOf(valueAt(manifest, path));
    const told = ['cnpg.io/podRole', 'cnpg.io/poolerName', 'cnpg.io/instanceRole', 'cnpg.io/instanceName'];
    return labels['cnpg.io/cluster'] === undefined || told.some((label) => labels[label] !== undefined)
      ? []
      : [{ at: path.join('.'), got: 'cnpg.io/cluster alone', expected: 'cnpg.io/podRole: instance beside it' }];
  },
  valid: [
    { name: 'instances', objects: [podMonitor({ 'cnpg.io/cluster': 'pg-main', 'cnpg.io/podRole': 'instance' })] },
    { name: 'a pooler', objects: [podMonitor({ 'cnpg.io/cluster': 'pg-main', 'cnpg.io/poolerName': 'pg-main-rw' })] },
    { name: 'pods of something else', objects: [podMonitor({ app: 'wiki' })] },
  ],
  invalid: [
    {
      name: 'as the documentation of the operator has it',
      objects: [podMonitor({ 'cnpg.io/cluster': 'pg-main' })],
      findings: [{ at: 'spec.selector.matchLabels', got: 'cnpg.io/cluster alone' }],
    },
    {
      name: 'with a label that poolers have too',
      objects: [podMonitor({ 'cnpg.io/cluster': 'pg-main', 'app.kubernetes.io/managed-by': 'cloudnative-pg' }, 'wiki')],
      findings: [{ at: 'spec.selector.matchLabels', got: 'cnpg.io/cluster alone' }],
    },
  ],
});
