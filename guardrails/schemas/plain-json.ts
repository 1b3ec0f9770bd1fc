import { dotted } from './path';

/** Deeper manifests are refused: no API object is, and every reader of one recurses. */
const DEEPEST = 100;

const LONE_SURROGATE = /\p{Surrogate}/u;

/** A value that JSON cannot hold. */
export interface NotJson {
  readonly path: string;
  readonly got: string;
}

/** The first place of a value that JSON cannot hold, or that no validator should walk. */
export function firstNotJson(value: unknown): NotJson | undefined {
  const found = faultIn(value, 0);
  return found === undefined ? undefined : { path: dotted(found.segments.reverse()), got: found.got };
}

/** A fault with the way to it, last step first: nearly every value has none, so no way is noted before there is one. */
interface Found {
  readonly segments: (string | number)[];
  readonly got: string;
}

function faultIn(value: unknown, depth: number): Found | undefined {
  if (typeof value !== 'object' || value === null) {
    const got = scalarFault(value);
    return got === undefined ? undefined : { segments: [], got };
  }
  if (depth > DEEPEST) {
    return { segments: [], got: 'nested too deep' };
  }
  return Array.isArray(value) ? inList(value, depth) : inObject(value, depth);
}

function inList(list: readonly unknown[], depth: number): Found | undefined {
  // By position, which also visits the holes of a sparse list.
  for (let position = 0; position < list.length; position += 1) {
    const found = faultIn(list[position], depth + 1);
    if (found !== undefined) {
      found.segments.push(position);
      return found;
    }
  }
  return undefined;
}

function inObject(value: object, depth: number): Found | undefined {
  // A timestamp of YAML, or what a construct forgot to render; by tag, since Jest has more than one realm.
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  return tag === 'Object' ? inRecord(value, depth) : { segments: [], got: `a value of class ${tag}` };
}

function inRecord(record: object, depth: number): Found | undefined {
  for (const key of Object.keys(record)) {
    if (LONE_SURROGATE.test(key)) {
      return { segments: [key], got: 'a key with half of a surrogate pair' };
    }
    const found = faultIn((record as Readonly<Record<string, unknown>>)[key], depth + 1);
    if (found !== undefined) {
      found.segments.push(key);
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
