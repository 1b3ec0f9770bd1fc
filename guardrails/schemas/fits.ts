import type { LoadedSchema } from './catalogue';
import { FORMATS } from './formats';
import type { StrictSchema } from './strict-schema';
import { areUnique } from './unique';

/** Whether a value fits. */
export type Fits = (value: unknown) => boolean;

type Container = Readonly<Record<string, unknown>>;

/** Kept as long as the schemas themselves, one for each schema that some value was judged by. */
const known = new WeakMap<StrictSchema, Fits>();

/**
 * Whether values fit a schema: for the many that do, since the validator spends most of its time on the places of errors
 * that are none. A function is made for each part of the schema when a value first reaches it, so that of a large schema
 * only what is used costs anything. It says no less and no more than the validator, which finds the faults of the rest.
 *
 * @throws Error if the schema has a keyword that the generated schemas do not use.
 */
export function fitsOf({ schema, references }: Pick<LoadedSchema, 'schema' | 'references'>): Fits {
  const made = known.get(schema);
  if (made !== undefined) {
    return made;
  }
  const below = (part: StrictSchema): Fits => fitsOf({ schema: part, references });
  const checks = Object.entries(schema as Container).flatMap(([keyword, value]) => {
    const check = KEYWORDS.get(keyword);
    if (check === undefined) {
      throw new Error(`a schema has the keyword ${keyword}, which nothing here judges`);
    }
    return check(value as never, { schema, references, below }) ?? [];
  });
  const fits: Fits = (value) => checks.every((check) => check(value));
  known.set(schema, fits);
  return fits;
}

/** What stands around a keyword. */
interface Around extends Pick<LoadedSchema, 'schema' | 'references'> {
  readonly below: (part: StrictSchema) => Fits;
}

/** Makes the check of one keyword; undefined where another keyword checks it, or nothing. */
type Keyword = (value: never, around: Around) => Fits | undefined;

const ofText =
  (check: (text: string) => boolean): Fits =>
  (value) =>
    typeof value !== 'string' || check(value);
const ofNumber =
  (check: (number: number) => boolean): Fits =>
  (value) =>
    typeof value !== 'number' || check(value);
const ofList =
  (check: (list: readonly unknown[]) => boolean): Fits =>
  (value) =>
    !Array.isArray(value) || check(value);
const ofObject =
  (check: (object: Container) => boolean): Fits =>
  (value) =>
    !isObject(value) || check(value);

const nothing: Keyword = () => undefined;

const KEYWORDS: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ['$schema', nothing],
  ['$comment', nothing],
  ['$defs', nothing],
  ['$ref', (name: string, { references, below }) => later(() => below(references[name]!))],
  ['type', typeCheck],
  ['enum', (values: readonly unknown[]) => (value) => values.includes(value)],
  ['format', (name: string) => ofText(FORMATS.get(name)?.test ?? (() => true))],
  ['pattern', (pattern: string) => ofText(tester(new RegExp(pattern, 'u')))],
  ['minLength', (least: number) => ofText((text) => lengthOf(text) >= least)],
  ['maxLength', (most: number) => ofText((text) => text.length <= most || lengthOf(text) <= most)],
  ['minimum', (least: number) => ofNumber((number) => number >= least)],
  ['maximum', (most: number) => ofNumber((number) => number <= most)],
  ['minItems', (least: number) => ofList(({ length }) => length >= least)],
  ['maxItems', (most: number) => ofList(({ length }) => length <= most)],
  ['uniqueItems', (demanded: boolean) => (demanded ? ofList(areUnique) : undefined)],
  ['items', (item: StrictSchema, { below }) => itemsCheck(later(() => below(item)))],
  ['minProperties', (least: number) => ofObject((object) => Object.keys(object).length >= least)],
  ['maxProperties', (most: number) => ofObject((object) => Object.keys(object).length <= most)],
  ['required', (keys: readonly string[]) => ofObject((object) => keys.every((key) => Object.hasOwn(object, key)))],
  ['properties', (_: unknown, around) => membersCheck(around)],
  // Where there are properties, their check knows which members are left over.
  ['additionalProperties', (_: unknown, around) => (around.schema.properties ? undefined : membersCheck(around))],
  ['allOf', (parts: readonly StrictSchema[], { below }) => branches(parts, below, (fit) => fit === parts.length)],
  ['anyOf', (parts: readonly StrictSchema[], { below }) => branches(parts, below, (fit) => fit > 0)],
  ['oneOf', (parts: readonly StrictSchema[], { below }) => branches(parts, below, (fit) => fit === 1)],
  ['not', (part: StrictSchema, { below }) => negated(later(() => below(part)))],
]);

/** Put off until a value gets there: schemas refer to themselves. */
function later(make: () => Fits): Fits {
  let made: Fits | undefined;
  return (value) => (made ??= make())(value);
}

function typeCheck(type: string | readonly string[]): Fits {
  const names = [type].flat();
  return (value) => names.some((name) => isOfType(value, name));
}

function isOfType(value: unknown, name: string): boolean {
  switch (name) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    default:
      return typeof value === name;
  }
}

function itemsCheck(fits: Fits): Fits {
  return ofList((list) => list.every(fits));
}

function membersCheck({ schema: { properties = {}, additionalProperties = true }, below }: Around): Fits {
  const members = new Map(Object.entries(properties).map(([key, part]) => [key, later(() => below(part))]));
  const others = typeof additionalProperties === 'boolean' ? () => additionalProperties : below(additionalProperties);
  return ofObject((object) => Object.keys(object).every((key) => (members.get(key) ?? others)(object[key])));
}

function branches(parts: readonly StrictSchema[], below: Around['below'], isEnough: (fit: number) => boolean): Fits {
  const checks = parts.map((part) => later(() => below(part)));
  return (value) => isEnough(checks.filter((fits) => fits(value)).length);
}

function negated(fits: Fits): Fits {
  return (value) => !fits(value);
}

function tester(pattern: RegExp): (text: string) => boolean {
  return (text) => pattern.test(text);
}

/** Code points, as JSON Schema counts them. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) {
    length += 1;
  }
  return length;
}

function isObject(value: unknown): value is Container {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
