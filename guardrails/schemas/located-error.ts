import type { OutputUnit } from '@cfworker/json-schema';
import type { LoadedSchema } from './catalogue';
import { ownValue, pointerSegments, type Segments } from './path';
import type { StrictSchema } from './strict-schema';

/** An error of the validator, with the values that it speaks of. */
export interface LocatedError {
  readonly keyword: string;
  /** Schema that holds the keyword. */
  readonly schema: StrictSchema;
  readonly segments: Segments;
  readonly value: unknown;
}

/** Keywords that only say that something below them failed, or repeat what their parent said. */
const WRAPPERS = new Set(['$ref', 'allOf', 'false', 'items', 'properties']);

/** Keywords whose branches report errors that are none by themselves. */
const COMBINATORS = new Set(['anyOf', 'oneOf']);

/** Finds the schema and the value behind each error; wrappers and the branches of alternatives are left out. */
export function locateErrors(errors: readonly OutputUnit[], loaded: LoadedSchema, manifest: unknown): LocatedError[] {
  const alternatives = alternativesOf(errors);
  return errors
    .filter(({ keyword }) => !WRAPPERS.has(keyword))
    .filter((error) => !isBranch(error, alternatives))
    .map((error) => locate(error, loaded, manifest))
    .filter(({ keyword, schema }) => keyword !== 'additionalProperties' || schema.additionalProperties === false);
}

/** Places of the alternatives that failed, by where their keyword stands in the schema. */
type Alternatives = ReadonlyMap<string, ReadonlySet<string>>;

function alternativesOf(errors: readonly OutputUnit[]): Alternatives {
  const places = new Map<string, Set<string>>();
  for (const { keyword, keywordLocation, instanceLocation } of errors) {
    if (COMBINATORS.has(keyword)) {
      places.set(keywordLocation, (places.get(keywordLocation) ?? new Set()).add(instanceLocation));
    }
  }
  return places;
}

/** Whether an error was met inside of an alternative that failed, at its place or below it. */
function isBranch({ keywordLocation, instanceLocation }: OutputUnit, alternatives: Alternatives): boolean {
  if (alternatives.size === 0) {
    return false;
  }
  const places = [instanceLocation, ...above(instanceLocation)];
  return above(keywordLocation).some((keyword) => {
    const failed = alternatives.get(keyword);
    return failed !== undefined && places.some((place) => failed.has(place));
  });
}

/** Pointers to what holds a place. */
function above(pointer: string): string[] {
  const pointers: string[] = [];
  for (let at = pointer.lastIndexOf('/'); at > 0; at = pointer.lastIndexOf('/', at - 1)) {
    pointers.push(pointer.slice(0, at));
  }
  return pointers;
}

function locate(error: OutputUnit, { schema, references }: LoadedSchema, manifest: unknown): LocatedError {
  const keywords = pointerSegments(error.keywordLocation).slice(0, -1);
  const holder = keywords.reduce<unknown>((at, segment) => {
    const below = ownValue(at, segment);
    return segment === '$ref' && typeof below === 'string' ? references[below] : below;
  }, schema);
  let value = manifest;
  const segments = pointerSegments(error.instanceLocation).map((segment) => {
    const key = Array.isArray(value) ? Number(segment) : segment;
    value = ownValue(value, key);
    return key;
  });
  return { keyword: error.keyword, schema: holder ?? {}, segments, value };
}
