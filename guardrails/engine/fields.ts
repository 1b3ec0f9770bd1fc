import { isRecord, listOf, recordOf, textOf } from '../../constructs/model/foreign';
import { describeValue } from '../../constructs/model/text';
import { dotted } from '../schemas/path';

/** A field of a manifest with what stands beside it. */
export interface Field {
  /** Path for people. */
  readonly at: string;
  readonly segments: readonly (string | number)[];
  readonly value: unknown;
  /** The object that has the field. */
  readonly holder: Readonly<Record<string, unknown>>;
}

export { isRecord, listOf, recordOf, textOf };

/** A scalar as it is, anything else in words: for messages. */
export function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : describeValue(value);
}

/** Own value at keys that lead into a value. */
export function valueAt(root: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => {
    const record = recordOf(value);
    return Object.hasOwn(record, key) ? record[key] : undefined;
  }, root);
}

interface Step {
  readonly kind: 'key' | 'items' | 'members';
  readonly key: string;
}

interface Cursor {
  readonly value: unknown;
  readonly holder: Readonly<Record<string, unknown>>;
  readonly segments: readonly (string | number)[];
}

/** A path taken apart: the keys that it starts with, and the steps from there. */
interface Path {
  readonly keys: readonly string[];
  /** The keys for people. */
  readonly at: string;
  readonly steps: readonly Step[];
}

const compiled = new Map<string, Path>();

/**
 * Every field that a path leads to: `spec.rules[].http.paths[].backend` goes through each item of a list,
 * `spec.encryptedData{}` to each member of a map; `~` stands for a dot inside a key. What is not there yields nothing.
 */
export function fieldsAt(root: unknown, path: string): readonly Field[] {
  const { keys, at, steps } = pathOf(path);
  const start = alongKeys(root, keys);
  if (start === undefined) {
    return NOTHING;
  }
  if (steps.length === 0) {
    return [{ at, segments: keys, value: start.value, holder: start.holder }];
  }
  let cursors: readonly Cursor[] = [start];
  for (const step of steps) {
    cursors = cursors.flatMap((cursor) => follow(cursor, step));
  }
  return cursors.map(({ value, holder, segments }) => ({ at: dotted(segments), segments, value, holder }));
}

const NOTHING: readonly Field[] = [];

/** Follows the keys at the start of a path: most paths of most kinds end here, without a list made for them. */
function alongKeys(root: unknown, keys: readonly string[]): Cursor | undefined {
  let value = root;
  let holder: Readonly<Record<string, unknown>> = {};
  for (const key of keys) {
    if (!isRecord(value) || !Object.hasOwn(value, key) || value[key] === undefined || value[key] === null) {
      return undefined;
    }
    holder = value;
    value = value[key];
  }
  return { value, holder, segments: keys };
}

function follow({ value, holder, segments }: Cursor, { kind, key }: Step): readonly Cursor[] {
  if (kind === 'items') {
    return listOf(value).map((item, index) => ({ value: item, holder, segments: [...segments, index] }));
  }
  const record = recordOf(value);
  if (kind === 'members') {
    return Object.keys(record).map((name) => ({ value: record[name], holder: record, segments: [...segments, name] }));
  }
  const member = Object.hasOwn(record, key) ? record[key] : undefined;
  return member === undefined || member === null
    ? []
    : [{ value: member, holder: record, segments: [...segments, key] }];
}

function pathOf(text: string): Path {
  let path = compiled.get(text);
  if (path === undefined) {
    const steps = text.split('.').flatMap(stepsOfKey);
    const other = steps.findIndex(({ kind }) => kind !== 'key');
    const start = other < 0 ? steps.length : other;
    const keys = steps.slice(0, start).map(({ key }) => key);
    path = { keys, at: dotted(keys), steps: steps.slice(start) };
    compiled.set(text, path);
  }
  return path;
}

function stepsOfKey(text: string): Step[] {
  const [, key = '', marks = ''] = /^([^[\]{}]*)((?:\[\]|\{\})*)$/.exec(text) ?? [];
  const through = (marks.match(/\[\]|\{\}/g) ?? []).map((mark): Step => ({
    kind: mark === '[]' ? 'items' : 'members',
    key: '',
  }));
  return [...(key === '' ? [] : [{ kind: 'key', key: key.replaceAll('~', '.') } as const]), ...through];
}
