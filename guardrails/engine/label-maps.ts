import type { Manifest } from '../../constructs/model';
import { isRecord } from './fields';
import { holdsPatterns, kindOf } from './kind';

/** Labels, or the labels that a selector asks for, with their place. */
export interface LabelMap {
  readonly segments: readonly (string | number)[];
  readonly labels: Readonly<Record<string, unknown>>;
}

/** Maps that hold nothing but labels, wherever they stand. */
const MAPS: ReadonlySet<string> = new Set(['matchLabels', 'nodeSelector']);

/** Kinds whose `spec.selector` is a plain map of labels. */
const PLAIN_SELECTORS: ReadonlySet<string> = new Set(['Service', 'ReplicationController']);

/** Parts of an object that describe or hold other data; what looks like labels there is none. */
const OPAQUE: ReadonlySet<string> = new Set(['data', 'stringData', 'binaryData', 'annotations', 'openAPIV3Schema']);

/** Every map of labels in a manifest. */
export function labelMapsOf(manifest: Manifest): readonly LabelMap[] {
  const kind = kindOf(manifest);
  const root: unknown = holdsPatterns(kind) ? { metadata: manifest.metadata } : manifest;
  const found: LabelMap[] = [];
  const stack: { readonly value: unknown; readonly segments: readonly (string | number)[] }[] = [
    { value: root, segments: [] },
  ];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { value, segments } = place;
    for (const [key, member] of membersOf(value)) {
      const inside = [...segments, key];
      if (isRecord(member) && isLabelMap(inside, kind)) {
        found.push({ segments: inside, labels: member });
      } else if (typeof member === 'object' && member !== null && !OPAQUE.has(String(key))) {
        stack.push({ value: member, segments: inside });
      }
    }
  }
  return found.reverse();
}

function membersOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  return Array.isArray(value) ? [...value.entries()] : isRecord(value) ? Object.entries(value) : [];
}

function isLabelMap(segments: readonly (string | number)[], kind: string): boolean {
  const [key, parent] = [segments.at(-1), segments.at(-2)];
  return (
    MAPS.has(String(key)) ||
    (key === 'labels' && (parent === 'metadata' || parent === 'inheritedMetadata')) ||
    (PLAIN_SELECTORS.has(kind) && segments.length === 2 && parent === 'spec' && key === 'selector')
  );
}
