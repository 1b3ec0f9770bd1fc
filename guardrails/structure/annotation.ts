import type { Manifest, Rendered, Violation } from '../../constructs/model';
import { parseAnnotationKey, parseAnnotations } from '../../constructs/model/label';
import { describeValue } from '../../constructs/model/text';
import { podPath } from '../engine/pods';
import { isWaiverKey } from '../engine/waiver-holders';
import { fieldsAt, recordOf } from '../engine/fields';
import { kindOf } from '../engine/kind';
import { refusal } from '../engine/refusal';
import { defineStructureRule } from '../rule';
import { dotted } from '../schemas/path';

/** Most bytes of all annotations of an object: 256 KiB. */
const MOST_BYTES = 262_144;

const configMap = (annotations: Readonly<Record<string, unknown>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'settings',
    namespace: 'apps',
    annotations: annotations as Readonly<Record<string, string>>,
  },
});

/** Annotations have limits too. */
export default defineStructureRule<Rendered>({
  kind: '*',
  severity: 'error',
  summary: 'annotations have valid keys, text values, and at most 256 KiB in all',
  why: 'the API server refuses the object at apply time',
  fix: 'correct the annotation; keep larger data in a ConfigMap',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set',
  check: (object) => (object.plane === 'host' ? [] : check(object.manifest)),
  valid: [
    { name: 'a key with a prefix', objects: [configMap({ 'argocd.argoproj.io/sync-wave': '-1' })] },
    { name: 'any text as a value', objects: [configMap({ note: 'two words, and a line\nmore' })] },
  ],
  invalid: [
    {
      name: 'more than 256 KiB',
      objects: [configMap({ a: 'x'.repeat(MOST_BYTES) })],
      findings: [{ at: 'metadata.annotations', got: '262145 bytes of annotations' }],
    },
    {
      name: 'a number, as YAML reads it without quotes',
      objects: [configMap({ 'argocd.argoproj.io/sync-wave': -1 })],
      findings: [{ at: 'metadata.annotations["argocd.argoproj.io/sync-wave"]' }],
    },
    {
      name: 'a space in a key',
      objects: [configMap({ 'my note': 'a' })],
      findings: [{ at: 'metadata.annotations["my note"]' }],
    },
  ],
});

function check(manifest: Manifest): Violation[] {
  const template = podPath(kindOf(manifest), 'metadata.annotations');
  const ofPods = template === undefined || template === 'metadata.annotations' ? [] : fieldsAt(manifest, template);
  const own = judge(['metadata', 'annotations'], withoutWaivers(recordOf(manifest.metadata.annotations)));
  return [...own, ...ofPods.flatMap(({ segments, value }) => judge(segments, value))];
}

/** Annotations without malformed keys of waivers: structure/waiver says more of them. */
function withoutWaivers(annotations: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(annotations);
  return Object.fromEntries(entries.filter(([key]) => !isWaiverKey(key) || parseAnnotationKey(key).ok));
}

function judge(segments: readonly (string | number)[], annotations: unknown): Violation[] {
  const entries = Object.entries(recordOf(annotations));
  const members = entries.flatMap(([key, value]) => {
    const place = dotted([...segments, key]);
    const wrong = { at: place, got: describeValue(value), expected: 'a text', fix: 'write it in quotes' };
    return [...refusal(place, parseAnnotationKey(key)), ...(typeof value === 'string' ? [] : [wrong])];
  });
  return members.length > 0 ? members : refusal(dotted(segments), parseAnnotations(recordOf(annotations)));
}
