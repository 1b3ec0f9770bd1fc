import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, isRecord, listOf, recordOf, shown, valueAt } from '../engine/fields';
import { kindOf } from '../engine/kind';
import { defineStructureRule } from '../rule';
import { dotted } from '../schemas/path';

const workload = (
  kind: 'Deployment' | 'DaemonSet',
  matchLabels: Readonly<Record<string, string>>,
  metadata: Readonly<Record<string, unknown>>,
): Manifest => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'exporter', namespace: 'monitoring' },
  spec: {
    selector: { matchLabels },
    template: { metadata, spec: { containers: [{ name: 'exporter', image: 'ghcr.io/example/exporter:1.0.0' }] } },
  },
});

/** A controller that does not select its own pods. */
export default defineStructureRule<Manifest>({
  kind: ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', 'batch/Job'],
  severity: 'error',
  summary: 'the selector of a workload selects the pods of its own template',
  lesson: 'the DaemonSet in article 06 has no labels in its template',
  why: 'the API server refuses a workload whose selector does not match its template',
  fix: 'give the template the labels that the selector asks for',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  check,
  valid: [
    { name: 'the same label in both', objects: [workload('Deployment', { app: 'x' }, { labels: { app: 'x' } })] },
    {
      name: 'more labels in the template than the selector asks for',
      objects: [workload('DaemonSet', { app: 'x' }, { labels: { app: 'x', tier: 'metrics' } })],
    },
  ],
  invalid: [
    {
      name: 'the DaemonSet in article 06: no labels in the template',
      objects: [workload('DaemonSet', { app: 'gpu-exporter' }, {})],
      findings: [{ at: 'spec.selector.matchLabels.app', got: 'gpu-exporter, while the template has no label app' }],
    },
    {
      name: 'another value in the template',
      objects: [workload('Deployment', { app: 'x' }, { labels: { app: 'y' } })],
      findings: [{ at: 'spec.selector.matchLabels.app', got: 'x, while the template has y' }],
    },
    {
      name: 'a selector that selects everything',
      objects: [workload('Deployment', {}, { labels: { app: 'x' } })],
      findings: [{ at: 'spec.selector', got: 'an empty selector' }],
    },
  ],
});

function check(manifest: Manifest): Violation[] {
  const spec = recordOf(manifest['spec']);
  const { selector } = spec;
  const labels = recordOf(recordOf(recordOf(spec['template'])['metadata'])['labels']);
  if (kindOf(manifest) === 'batch/Job') {
    // The API server writes a Job's selector itself unless manualSelector is set.
    return selector === undefined || spec['manualSelector'] === true
      ? matches(manifest, labels)
      : [{ at: 'spec.selector', got: 'a selector', expected: 'none: the API server writes it', fix: 'take it out' }];
  }
  if (!isRecord(selector)) {
    return [{ at: 'spec.selector', got: 'nothing', expected: 'a selector for the pods of the template' }];
  }
  const empty =
    Object.keys(recordOf(selector['matchLabels'])).length === 0 && listOf(selector['matchExpressions']).length === 0;
  return empty
    ? [{ at: 'spec.selector', got: 'an empty selector', expected: 'labels of the template' }]
    : matches(manifest, labels);
}

function matches(manifest: Manifest, labels: Readonly<Record<string, unknown>>): Violation[] {
  return [
    ...Object.entries(recordOf(valueAt(manifest, ['spec', 'selector', 'matchLabels']))).flatMap(([key, value]) => {
      const has = Object.hasOwn(labels, key) ? labels[key] : undefined;
      const found = has === undefined ? `no label ${key}` : shown(has);
      const got = `${shown(value)}, while the template has ${found}`;
      const at = dotted(['spec', 'selector', 'matchLabels', key]);
      return has === value ? [] : [{ at, got, expected: 'a label of the template' }];
    }),
    ...fieldsAt(manifest, 'spec.selector.matchExpressions[]').flatMap(({ at, value }) =>
      isMatch(recordOf(value), labels)
        ? []
        : [
            {
              at,
              got: 'a requirement that the template does not meet',
              expected: 'labels in the template that meet it',
            },
          ],
    ),
  ];
}

function isMatch(
  { key, operator, values }: Readonly<Record<string, unknown>>,
  labels: Readonly<Record<string, unknown>>,
): boolean {
  const has = typeof key === 'string' && Object.hasOwn(labels, key);
  const listed = has && listOf(values).includes(labels[key]);
  switch (operator) {
    case 'In':
      return listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return has;
    case 'DoesNotExist':
      return !has;
    default:
      // An unknown operator is the schema's to refuse.
      return true;
  }
}
