import type { Violation } from '../../../constructs/model';
import { closest, quoted } from '../../../constructs/model/text';
import { dotted, type Segments } from '../../schemas/path';
import { alternativeOf } from './alternatives';
import { definitionName, followed, SITE_SCHEMA, type Schema } from './schema';
import { nounOf, isPlain, valueNoun } from './words';

/** One place where a site lacks the shape of its types. */
export interface ShapeFault extends Violation {
  /** Whether the rest cannot be read past it: everything but a key too many. */
  readonly structural: boolean;
}

/** Closed sets that a rule of their own judges, because it says more than which words there are. */
const JUDGED_BY_A_RULE: ReadonlySet<string | undefined> = new Set(['S3HostFlavour']);

/** Where a site lacks the shape of its types, one fault for each place. Never throws, whatever the value is. */
export function shapeFaults(site: unknown): readonly ShapeFault[] {
  return faultsOf(site, SITE_SCHEMA);
}

/** The same for one part of a site that stands in a file of its own, by the name of its type. */
export function partFaults(part: unknown, type: string): readonly ShapeFault[] {
  return faultsOf(part, { $ref: `#/$defs/${type}` });
}

function faultsOf(value: unknown, schema: Schema): readonly ShapeFault[] {
  try {
    return [...faultsAt(value, schema, [])];
  } catch (error) {
    const got = error instanceof Error ? error.message : typeof error;
    return [{ at: '', got: `reading it throws: ${got}`, expected: 'data only', structural: true }];
  }
}

function* faultsAt(value: unknown, reference: Schema, place: Segments): Generator<ShapeFault, void> {
  const schema = followed(reference);
  if (schema.anyOf !== undefined) {
    yield* alternativeFaults(value, schema.anyOf, place);
  } else if (schema.type === 'object') {
    yield* isPlain(value) ? memberFaults(value, schema, place) : [wrongType(value, schema, place)];
  } else if (schema.type === 'array') {
    yield* Array.isArray(value) ? itemFaults(value, schema, place) : [wrongType(value, schema, place)];
  } else {
    yield* scalarFaults(value, schema, { place, isOpen: JUDGED_BY_A_RULE.has(definitionName(reference)) });
  }
}

function* alternativeFaults(
  value: unknown,
  alternatives: readonly Schema[],
  place: Segments,
): Generator<ShapeFault, void> {
  if (!isPlain(value)) {
    yield wrongType(value, { type: 'object' }, place);
    return;
  }
  const chosen = alternativeOf(value, alternatives);
  if ('schema' in chosen) {
    yield* faultsAt(value, chosen.schema, place);
  } else {
    const { key, ...fault } = chosen;
    yield { at: dotted(key === undefined ? place : [...place, key]), structural: true, ...fault };
  }
}

function* memberFaults(
  value: Readonly<Record<string, unknown>>,
  { properties, required = [], additionalProperties }: Schema,
  place: Segments,
): Generator<ShapeFault, void> {
  const known = new Map(Object.entries(properties ?? {}));
  const missing = new Set(required.filter((key) => !Object.hasOwn(value, key)));
  const free = [...known.keys()].filter((key) => !Object.hasOwn(value, key));
  for (const [key, member] of Object.entries(value)) {
    const schema = known.get(key) ?? additionalProperties;
    if (schema !== undefined && schema !== false) {
      yield* givenFaults(member, { schema, isRequired: required.includes(key) }, [...place, key]);
    } else {
      const meant = closest(key, free);
      // A misspelt key is one mistake, not one too many and one missing.
      const structural = meant !== undefined && missing.delete(meant);
      yield { ...unknownKey(key, meant, [...known.keys()]), at: dotted([...place, key]), structural };
    }
  }
  for (const key of missing) {
    const expected = nounOf(followed(known.get(key) ?? {}));
    yield { at: dotted([...place, key]), got: 'nothing', expected, fix: `add ${key}`, structural: true };
  }
}

function unknownKey(key: string, meant: string | undefined, known: readonly string[]): Omit<Violation, 'at'> {
  const fix = meant === undefined ? 'take it out' : `write ${meant} instead of ${key}`;
  return { got: `the unknown key ${quoted(key)}`, expected: `one of: ${known.join(', ')}`, fix };
}

function* itemFaults(value: readonly unknown[], { items = {} }: Schema, place: Segments): Generator<ShapeFault, void> {
  // By index: a list with holes has members that `entries` of a sparse array would call undefined, and so they are.
  for (let index = 0; index < value.length; index += 1) {
    yield* faultsAt(value[index], items, [...place, index]);
  }
}

function* scalarFaults(
  value: unknown,
  schema: Schema,
  { place, isOpen }: { readonly place: Segments; readonly isOpen: boolean },
): Generator<ShapeFault, void> {
  const words = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  const type = schema.type ?? typeof words?.[0];
  if (typeof value !== type) {
    yield wrongType(value, schema, place);
  } else if (words !== undefined && !isOpen && !words.includes(value as string)) {
    const meant = closest(String(value), words.map(String));
    const fix = meant === undefined ? {} : { fix: `write ${meant}` };
    yield { at: dotted(place), got: quoted(String(value)), expected: nounOf(schema), structural: true, ...fix };
  }
}

function wrongType(value: unknown, schema: Schema, place: Segments): ShapeFault {
  return { at: dotted(place), got: valueNoun(value), expected: nounOf(schema), structural: true };
}

/** A key that is there without a value may be left out instead, unless it is required. */
function* givenFaults(
  value: unknown,
  { schema, isRequired }: { readonly schema: Schema; readonly isRequired: boolean },
  place: Segments,
): Generator<ShapeFault, void> {
  if (value === undefined) {
    const fix = isRequired ? 'give the key a value: it is required' : 'leave the key out, or give it a value';
    yield { ...wrongType(undefined, followed(schema), place), fix };
  } else {
    yield* faultsAt(value, schema, place);
  }
}
