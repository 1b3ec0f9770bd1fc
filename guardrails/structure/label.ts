import type { Manifest, Rendered, Violation } from '../../constructs/model';
import { parseLabelKey, parseLabelValue } from '../../constructs/model/label';
import { labelMapsOf } from '../engine/label-maps';
import { refusal } from '../engine/refusal';
import { defineStructureRule } from '../rule';
import { dotted } from '../schemas/path';

const configMap = (labels: Readonly<Record<string, unknown>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'apps', labels: labels as Readonly<Record<string, string>> },
});

const namespace = (name: string, labels: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

/** Labels decide which policies, Services and monitors see an object. */
export default defineStructureRule<Rendered>({
  kind: '*',
  severity: 'error',
  summary: 'labels and the selectors that ask for them have keys and values that the API takes',
  why: 'the API server refuses the object; and a Namespace that carries the name of another one is let in by policies that select by name',
  fix: 'correct the label',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  check: (object) => (object.plane === 'host' ? [] : [...labelMaps(object.manifest), ...reserved(object.manifest)]),
  valid: [
    { name: 'an empty value', objects: [configMap({ app: '' })] },
    {
      name: 'a key with a prefix, and a Namespace with its own name',
      objects: [
        configMap({ 'app.kubernetes.io/name': 'web' }),
        namespace('apps', { 'kubernetes.io/metadata.name': 'apps' }),
      ],
    },
  ],
  invalid: [
    {
      name: 'a value of 64 characters',
      objects: [configMap({ app: 'x'.repeat(64) })],
      findings: [{ at: 'metadata.labels.app' }],
    },
    { name: 'a space', objects: [configMap({ app: 'a b' })], findings: [{ at: 'metadata.labels.app' }] },
    { name: 'a boolean', objects: [configMap({ enabled: true })], findings: [{ at: 'metadata.labels.enabled' }] },
    {
      name: 'a key with two slashes',
      objects: [configMap({ 'example.org/team/name': 'a' })],
      findings: [{ at: 'metadata.labels["example.org/team/name"]' }],
    },
    {
      name: 'a Namespace that carries the name of another one',
      objects: [namespace('agents', { 'kubernetes.io/metadata.name': 'kube-system' })],
      findings: [{ at: 'metadata.labels["kubernetes.io/metadata.name"]', got: 'kube-system' }],
    },
    {
      name: 'a Service that selects by a value that no pod can have',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'web', namespace: 'apps' },
          spec: { selector: { app: 'web server' }, ports: [{ port: 80 }] },
        },
      ],
      findings: [{ at: 'spec.selector.app' }],
    },
  ],
});

function labelMaps(manifest: Manifest): Violation[] {
  return labelMapsOf(manifest).flatMap(({ segments, labels }) =>
    Object.entries(labels).flatMap(([key, value]) => {
      const at = dotted([...segments, key]);
      return [...refusal(at, parseLabelKey(key)), ...refusal(at, parseLabelValue(value))];
    }),
  );
}

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** The API server sets this label itself: policies rely on it. */
function reserved({ kind, apiVersion, metadata: { name, labels } }: Manifest): Violation[] {
  const given = kind === 'Namespace' && apiVersion === 'v1' ? labels?.[NAME_LABEL] : undefined;
  return given === undefined || given === name
    ? []
    : [
        {
          at: dotted(['metadata', 'labels', NAME_LABEL]),
          got: given,
          expected: `${name}, which the API server sets by itself`,
          fix: 'take the label out',
        },
      ];
}
