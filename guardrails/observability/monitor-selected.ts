import type { Manifest } from '../../constructs/model';
import { kindOf } from '../engine/kind';
import { recordOf } from '../engine/fields';
import { selects } from '../engine/label-selector';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';

const GROUP = 'monitoring.coreos.com';

/** Beginning of the fields by which a Prometheus selects objects of a kind. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  [`${GROUP}/PodMonitor`, 'podMonitor'],
  [`${GROUP}/Probe`, 'probe'],
  [`${GROUP}/PrometheusRule`, 'rule'],
  [`${GROUP}/ScrapeConfig`, 'scrapeConfig'],
  [`${GROUP}/ServiceMonitor`, 'serviceMonitor'],
]);

/** Kinds that read monitors or rules. */
const READERS = ['Prometheus', 'PrometheusAgent', 'ThanosRuler'] as const;

const prometheus = (spec: object): Manifest => ({
  apiVersion: `${GROUP}/v1`,
  kind: 'Prometheus',
  metadata: { name: 'main', namespace: 'monitoring' },
  spec,
});

const monitor = (labels: Readonly<Record<string, string>>, namespace = 'monitoring'): Manifest => ({
  apiVersion: `${GROUP}/v1`,
  kind: 'ServiceMonitor',
  metadata: { name: 'gpu-exporter', namespace, labels },
  spec: { selector: { matchLabels: { app: 'gpu-exporter' } }, endpoints: [{ port: 'metrics' }] },
});

const rule = (labels: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: `${GROUP}/v1`,
  kind: 'PrometheusRule',
  metadata: { name: 'gpu', namespace: 'monitoring', labels },
  spec: { groups: [] },
});

/** What nobody selects is accepted, listed, and without effect. */
export default defineGuardrail<Manifest>({
  kind: [...FIELDS.keys()],
  severity: 'error',
  summary: 'every monitor, probe and rule is selected by a Prometheus of the cluster, if the output has one',
  lesson:
    'article 06 labels its ServiceMonitor release: monitoring, the name of a release that nobody else may have used',
  why: 'no target appears and no error: a dashboard stays empty, and an alert that cannot fire looks like a system that is well',
  fix: 'give it the labels that the Prometheus selects, or let the Prometheus select everything with {}',
  waive: 'for a Prometheus outside the output',
  source: 'https://prometheus-operator.dev/docs/platform/troubleshooting/#troubleshooting-servicemonitor-changes',
  check(manifest, index) {
    const field = FIELDS.get(kindOf(manifest)) ?? '';
    const readers = readersOf(index).filter(({ kind }) => kind !== 'ThanosRuler' || field === 'rule');
    if (index.incomplete || readers.length === 0 || readers.some((reader) => reads(reader, field, manifest, index))) {
      return [];
    }
    const places = readers.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
    const labels = Object.entries(recordOf(manifest.metadata.labels)).map(([key, value]) => `${key}: ${String(value)}`);
    return [
      {
        at: 'metadata.labels',
        got: `${labels.join(', ') || 'none'}, in ${manifest.metadata.namespace ?? 'no namespace'}`,
        expected: `what ${field}Selector and ${field}NamespaceSelector select, of ${places.join(', ')}`,
      },
    ];
  },
  valid: [
    {
      name: 'a Prometheus that selects everything, everywhere',
      objects: [
        monitor({}, 'inference'),
        prometheus({ serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {} }),
      ],
    },
    {
      name: 'the label of a release, in the namespace of the Prometheus',
      objects: [
        monitor({ release: 'monitoring' }),
        prometheus({ serviceMonitorSelector: { matchLabels: { release: 'monitoring' } } }),
      ],
    },
    {
      name: 'a namespace by its name',
      objects: [
        monitor({}, 'inference'),
        prometheus({
          serviceMonitorSelector: {},
          serviceMonitorNamespaceSelector: {
            matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['inference'] }],
          },
        }),
      ],
    },
    { name: 'no Prometheus in the output', objects: [monitor({ release: 'monitoring' })] },
  ],
  invalid: [
    {
      name: 'the label of article 06, while the release has the name of its chart',
      objects: [
        monitor({ release: 'monitoring' }),
        prometheus({ serviceMonitorSelector: { matchLabels: { release: 'kube-prometheus-stack' } } }),
      ],
      findings: [{ at: 'metadata.labels', got: 'release: monitoring, in monitoring' }],
    },
    {
      name: 'another namespace, while the Prometheus looks in its own',
      objects: [monitor({}, 'inference'), prometheus({ serviceMonitorSelector: {} })],
      findings: [{ at: 'metadata.labels', got: 'none, in inference' }],
    },
    {
      name: 'rules, of which the Prometheus selects none',
      objects: [rule({}), prometheus({ serviceMonitorSelector: {} })],
      findings: [{ at: 'metadata.labels', got: 'none, in monitoring' }],
    },
  ],
});

/** Rendered, and of charts. */
function readersOf(index: ObjectIndex): readonly Manifest[] {
  return index.once(allReaders);
}

function allReaders(index: ObjectIndex): readonly Manifest[] {
  return READERS.flatMap((kind) => [
    ...index.ofKind(`${GROUP}/${kind}`).map(({ manifest }) => manifest),
    ...index.derivedOfKind(`${GROUP}/${kind}`).flatMap(({ manifest }) => manifest ?? []),
  ]);
}

/** No selector selects nothing; no selector of namespaces is the reader's own. */
function reads(reader: Manifest, field: string, { metadata }: Manifest, index: ObjectIndex): boolean {
  const spec = recordOf(reader['spec']);
  const namespaces = spec[`${field}NamespaceSelector`];
  const ofNamespace =
    namespaces === undefined || namespaces === null
      ? metadata.namespace === reader.metadata.namespace
      : selectsNamespace(namespaces, metadata.namespace ?? 'default', index);
  return ofNamespace && selects(spec[`${field}Selector`], recordOf(metadata.labels));
}

/** Labels of a Namespace that is not rendered are not known: it may have those that are asked for. */
function selectsNamespace(selector: unknown, name: string, index: ObjectIndex): boolean {
  const namespace = index.find('Namespace', name)?.manifest;
  const labels = { ...recordOf(namespace?.metadata.labels), 'kubernetes.io/metadata.name': name };
  return selects(selector, labels) || (namespace === undefined && asksForMore(selector));
}

function asksForMore(selector: unknown): boolean {
  const { matchLabels, matchExpressions } = recordOf(selector);
  const keys = [
    ...Object.keys(recordOf(matchLabels)),
    ...(Array.isArray(matchExpressions) ? matchExpressions.map((expression) => recordOf(expression)['key']) : []),
  ];
  return keys.some((key) => key !== 'kubernetes.io/metadata.name');
}
