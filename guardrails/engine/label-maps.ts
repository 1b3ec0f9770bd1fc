import type { Manifest } from '../../constructs/model';
import { isRecord } from './fields';
import { holdsPatterns, kindOf } from './kind';
import { segmentsOf, type Place } from './walk';

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
  const stack: Place[] = [{ key: '', value: root, parent: undefined }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    for (const member of containersIn(place)) {
      if (isRecord(member.value) && isLabelMap(member, kind)) {
        found.push({ segments: segmentsOf(member), labels: member.value });
      } else if (!OPAQUE.has(String(member.key))) {
        stack.push(member);
      }
    }
  }
  return found.reverse();
}

/** Members that have members themselves. */
function containersIn(parent: Place): readonly Place[] {
  const container = parent.value as Readonly<Record<string, unknown>>;
  const places: Place[] = [];
  for (const key of Object.keys(container)) {
    const value = container[key];
    if (typeof value === 'object' && value !== null) {
      places.push({ key: Array.isArray(container) ? Number(key) : key, value, parent });
    }
  }
  return places;
}

function isLabelMap(place: Place, kind: string): boolean {
  const above = place.parent?.key;
  return (
    MAPS.has(String(place.key)) ||
    (place.key === 'labels' && (above === 'metadata' || above === 'inheritedMetadata')) ||
    (PLAIN_SELECTORS.has(kind) && isSpecSelector(place))
  );
}

function isSpecSelector({ key, parent }: Place): boolean {
  return key === 'selector' && parent?.key === 'spec' && parent.parent?.parent === undefined;
}
