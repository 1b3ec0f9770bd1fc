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

const compiled = new Map<string, readonly Step[]>();

/**
 * Every field that a path leads to: `spec.rules[].http.paths[].backend` goes through each item of a list,
 * `spec.encryptedData{}` to each member of a map; `~` stands for a dot inside a key. What is not there yields nothing.
 */
export function fieldsAt(root: unknown, path: string): readonly Field[] {
  const steps = stepsOf(path);
  const start = alongKeys(root, steps);
  if (start === undefined) {
    return NOTHING;
  }
  let cursors: readonly Cursor[] = [start];
  for (let position = start.segments.length; position < steps.length && cursors.length > 0; position += 1) {
    cursors = cursors.flatMap((cursor) => follow(cursor, steps[position]!));
  }
  return cursors.map((cursor) => ({ at: dotted(cursor.segments), ...cursor }));
}

const NOTHING: readonly Field[] = [];

/** Follows the keys at the start of a path: most paths of most kinds end here, without a list made for them. */
function alongKeys(root: unknown, steps: readonly Step[]): Cursor | undefined {
  let value = root;
  let holder: Readonly<Record<string, unknown>> = {};
  const segments: string[] = [];
  for (const { kind, key } of steps) {
    if (kind !== 'key') {
      break;
    }
    if (!isRecord(value) || !Object.hasOwn(value, key) || value[key] === undefined || value[key] === null) {
      return undefined;
    }
    holder = value;
    value = value[key];
    segments.push(key);
  }
  return { value, holder, segments };
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

function stepsOf(path: string): readonly Step[] {
  let steps = compiled.get(path);
  if (steps === undefined) {
    steps = path.split('.').flatMap(stepsOfKey);
    compiled.set(path, steps);
  }
  return steps;
}

function stepsOfKey(text: string): Step[] {
  const [, key = '', marks = ''] = /^([^[\]{}]*)((?:\[\]|\{\})*)$/.exec(text) ?? [];
  const through = (marks.match(/\[\]|\{\}/g) ?? []).map((mark): Step => ({
    kind: mark === '[]' ? 'items' : 'members',
    key: '',
  }));
  return [...(key === '' ? [] : [{ kind: 'key', key: key.replaceAll('~', '.') } as const]), ...through];
}
