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
  const alternatives = errors.filter(({ keyword }) => COMBINATORS.has(keyword));
  return errors
    .filter(({ keyword }) => !WRAPPERS.has(keyword))
    .filter((error) => !alternatives.some((alternative) => isBranchOf(error, alternative)))
    .map((error) => locate(error, loaded, manifest))
    .filter(({ keyword, schema }) => keyword !== 'additionalProperties' || schema.additionalProperties === false);
}

function isBranchOf(error: OutputUnit, alternative: OutputUnit): boolean {
  return (
    error.keywordLocation.startsWith(`${alternative.keywordLocation}/`) &&
    (error.instanceLocation === alternative.instanceLocation ||
      error.instanceLocation.startsWith(`${alternative.instanceLocation}/`))
  );
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
