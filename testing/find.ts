import { kindOf } from '../guardrails/engine/object-index';
import type { Manifest } from '../constructs/model';

/** What an object must be or hold to be found. */
export interface Query {
  /**
   * `Service`, or with its group `apps/Deployment`; without a group any group fits.
   *
   * @default - any kind
   */
  readonly kind?: string;
  /** @default - any name */
  readonly name?: string;
  /** @default - any namespace, and none */
  readonly namespace?: string;
  /**
   * Part of the manifest: every member must be there and equal; lists are compared whole.
   *
   * @default - any content
   */
  readonly matches?: Readonly<Record<string, unknown>>;
}

/** Every object that a query describes. */
export function findAll(objects: readonly Manifest[], query: Query): readonly Manifest[] {
  return objects.filter((object) => fits(object, query));
}

/**
 * The one object that a query describes.
 *
 * @throws Error naming what is there, if there is none or more than one.
 */
export function find(objects: readonly Manifest[], query: Query): Manifest {
  const [found, second] = findAll(objects, query);
  if (found === undefined || second !== undefined) {
    const there = objects.map(
      (object) => `  ${kindOf(object)} ${object.metadata.namespace ?? '_cluster'}/${object.metadata.name}`,
    );
    const how = found === undefined ? 'no object' : 'more than one object';
    throw new Error(`${how} fits ${JSON.stringify(query)}; there are:\n${there.join('\n')}`);
  }
  return found;
}

/** Number of objects that a query describes. */
export function count(objects: readonly Manifest[], query: Query): number {
  return findAll(objects, query).length;
}

/** Whether a value holds everything that a part names. */
export function matches(value: unknown, part: unknown): boolean {
  return compare(value, part, matches);
}

/** Whether two values are the same data, in whatever order their members stand. */
function same(value: unknown, other: unknown): boolean {
  const inTurn = compare(value, other, same);
  return inTurn && membersOf(value)?.size === membersOf(other)?.size;
}

/** Compares texts, numbers and the like, and lists whole; the members that a map names are for `holds` to judge. */
function compare(value: unknown, part: unknown, holds: (have: unknown, want: unknown) => boolean): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(value) && value.length === part.length && part.every((item, index) => same(value[index], item))
    );
  }
  const [have, want] = [membersOf(value), membersOf(part)];
  return want === undefined || have === undefined
    ? value === part
    : Object.entries(part as object).every(([key, member]) => holds(have.get(key), member));
}

/** Members of a map, without those that have no value: they are not written. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value !== 'object' || value === null || Array.isArray(value)
    ? undefined
    : new Map(Object.entries(value).filter(([, member]) => member !== undefined));
}

function fits(object: Manifest, { kind, name, namespace, matches: part }: Query): boolean {
  return (
    (kind === undefined || kind === (kind.includes('/') ? kindOf(object) : object.kind)) &&
    (name === undefined || name === object.metadata.name) &&
    (namespace === undefined || namespace === object.metadata.namespace) &&
    (part === undefined || matches(object, part))
  );
}
