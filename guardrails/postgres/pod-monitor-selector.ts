import type { Manifest } from '../../constructs/model';
import { listOf, recordOf, valueAt } from '../engine/fields';
import { defineGuardrail } from '../rule';

const CLUSTER = 'cnpg.io/cluster';

/** Labels by which instances and poolers differ, whatever is asked of them. */
const TOLD = ['cnpg.io/podRole', 'cnpg.io/poolerName', 'cnpg.io/instanceRole', 'cnpg.io/instanceName'];

const podMonitor = (
  matchLabels: object,
  namespace = 'databases',
  matchExpressions: readonly object[] = [],
): Manifest => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: { name: 'pg-main', namespace },
  spec: { selector: { matchLabels, matchExpressions }, podMetricsEndpoints: [{ port: 'metrics' }] },
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
    const { matchLabels, matchExpressions } = recordOf(valueAt(manifest, ['spec', 'selector']));
    const labels = Object.keys(recordOf(matchLabels));
    const expressions = listOf(matchExpressions).map((expression) => recordOf(expression)['key']);
    const said = [...labels, ...expressions];
    return !said.includes(CLUSTER) || TOLD.some((label) => said.includes(label))
      ? []
      : [
          {
            at: `spec.selector.${labels.includes(CLUSTER) ? 'matchLabels' : 'matchExpressions'}`,
            got: 'cnpg.io/cluster alone',
            expected: 'cnpg.io/podRole: instance beside it',
          },
        ];
  },
  valid: [
    { name: 'instances', objects: [podMonitor({ 'cnpg.io/cluster': 'pg-main', 'cnpg.io/podRole': 'instance' })] },
    { name: 'a pooler', objects: [podMonitor({ 'cnpg.io/cluster': 'pg-main', 'cnpg.io/poolerName': 'pg-main-rw' })] },
    {
      name: 'instances, by an expression',
      objects: [
        podMonitor({ 'cnpg.io/cluster': 'pg-main' }, 'databases', [
          { key: 'cnpg.io/podRole', operator: 'NotIn', values: ['pooler'] },
        ]),
      ],
    },
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
    {
      name: 'every Cluster, by an expression',
      objects: [podMonitor({}, 'databases', [{ key: 'cnpg.io/cluster', operator: 'Exists' }])],
      findings: [{ at: 'spec.selector.matchExpressions', got: 'cnpg.io/cluster alone' }],
    },
  ],
});
