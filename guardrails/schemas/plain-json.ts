import { dotted, type Segments } from './path';

/** Deeper manifests are refused: no API object is, and every reader of one recurses. */
const DEEPEST = 100;

const LONE_SURROGATE = /\p{Surrogate}/u;

/** A value that JSON cannot hold. */
export interface NotJson {
  readonly path: string;
  readonly got: string;
}

/** The first place of a value that JSON cannot hold, or that no validator should walk. */
export function firstNotJson(value: unknown, segments: Segments = []): NotJson | undefined {
  if (typeof value === 'object' && value !== null) {
    return segments.length > DEEPEST
      ? { path: dotted(segments), got: 'nested too deep' }
      : inContainer(value, segments);
  }
  const got = scalarFault(value);
  return got === undefined ? undefined : { path: dotted(segments), got };
}

function inContainer(value: object, segments: Segments): NotJson | undefined {
  if (Array.isArray(value)) {
    // `entries` also visits the holes of a sparse list.
    for (const [position, item] of value.entries()) {
      const found = firstNotJson(item, [...segments, position]);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }
  // A timestamp of YAML, or what a construct forgot to render; by tag, since Jest has more than one realm.
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  return tag === 'Object' ? inRecord(value, segments) : { path: dotted(segments), got: `a value of class ${tag}` };
}

function inRecord(value: object, segments: Segments): NotJson | undefined {
  for (const [key, member] of Object.entries(value)) {
    if (LONE_SURROGATE.test(key)) {
      return { path: dotted([...segments, key]), got: 'a key with half of a surrogate pair' };
    }
    const found = firstNotJson(member, [...segments, key]);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function scalarFault(value: unknown): string | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? undefined : `the number ${value}`;
  }
  return value === null || typeof value === 'string' || typeof value === 'boolean' ? undefined : typeof value;
}
