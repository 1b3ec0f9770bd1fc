import { strictFormat } from './formats';
import { translateRe2 } from './re2';
import { sortedEntries, type Literal, type SourceSchema, type StrictSchema } from './schema';

/** Keywords that mean the same in both languages; what is in no list here is dropped. */
const KEPT = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const;

/** Where the schema of ObjectMeta stands in every file. */
export const OBJECT_META_REF: StrictSchema = { $ref: '#/$defs/meta.v1.ObjectMeta' };

/** Fields that the API server adds to the schema of a resource. */
const RESOURCE_FIELDS: Readonly<Record<string, StrictSchema>> = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: OBJECT_META_REF,
};

/**
 * Makes a structural schema strict: what the API server prunes or refuses, it refuses.
 *
 * @throws Error if a pattern cannot be translated.
 */
export function strictCustomSchema(root: SourceSchema): StrictSchema {
  return resource(spine(root), ['apiVersion', 'kind', 'metadata']);
}

/** Schema of a place that holds a value: objects are closed here and below. */
function spine(source: SourceSchema): StrictSchema {
  const strict: StrictSchema = {
    ...type(source),
    ...scalars(source),
    ...combinators(source),
    ...members(source),
    ...(source.items === undefined ? {} : { items: spine(source.items) }),
    ...(source['x-kubernetes-list-type'] === 'set' ? { uniqueItems: true } : {}),
  };
  return source['x-kubernetes-embedded-resource'] === true ? resource(strict, ['apiVersion', 'kind']) : strict;
}

function type(source: SourceSchema): StrictSchema {
  const types = source['x-kubernetes-int-or-string'] === true ? ['integer', 'string'] : source.type;
  if (types === undefined) {
    return {};
  }
  return { type: source.nullable === true ? [types, 'null'].flat() : types };
}

function scalars(source: SourceSchema): StrictSchema {
  const kept = Object.fromEntries(
    KEPT.flatMap((keyword) => (source[keyword] === undefined ? [] : [[keyword, source[keyword]]])),
  );
  return {
    ...kept,
    ...strictFormat(source),
    ...(source.pattern === undefined ? {} : { pattern: translateRe2(source.pattern) }),
    ...(source.enum === undefined ? {} : { enum: literals(source.enum, source.nullable === true) }),
  };
}

function literals(values: readonly Literal[], nullable: boolean): readonly Literal[] {
  return nullable && !values.includes(null) ? [...values, null] : values;
}

/** `allOf`, `anyOf`, `oneOf` and `not` only judge what the spine declares, so nothing is closed inside them. */
function combinators(source: SourceSchema): StrictSchema {
  const { allOf, anyOf, oneOf, not } = source;
  // An int-or-string repeats its two types in `anyOf`.
  const alternatives = source['x-kubernetes-int-or-string'] === true ? undefined : anyOf;
  return {
    ...(allOf === undefined ? {} : { allOf: allOf.map(inner) }),
    ...(alternatives === undefined ? {} : { anyOf: alternatives.map(inner) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(inner) }),
    ...(not === undefined ? {} : { not: inner(not) }),
  };
}

function inner(source: SourceSchema): StrictSchema {
  const properties = sortedEntries(source.properties).map(([key, member]) => [key, inner(member)] as const);
  return {
    ...type(source),
    ...scalars(source),
    ...combinators(source),
    ...(source.required === undefined ? {} : { required: [...source.required].sort() }),
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...(source.items === undefined ? {} : { items: inner(source.items) }),
  };
}

function members(source: SourceSchema): StrictSchema {
  if (source.type !== 'object' && source.properties === undefined) {
    return {};
  }
  const properties = sortedEntries(source.properties).map(([key, member]) => [key, spine(member)] as const);
  const required = requiredFields(source);
  return {
    ...(required.length === 0 ? {} : { required }),
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...rest(source),
  };
}

/** Fields that must be written: the API server fills in defaults before it looks for missing ones. */
export function requiredFields({ required = [], properties = {} }: SourceSchema): string[] {
  return required.filter((field) => properties[field]?.default === undefined).sort();
}

/** What may stand in an object besides its declared fields. */
function rest(source: SourceSchema): StrictSchema {
  const { additionalProperties } = source;
  if (typeof additionalProperties === 'object') {
    return { additionalProperties: spine(additionalProperties) };
  }
  return isOpen(source) ? {} : { additionalProperties: false };
}

/** Whether an object keeps fields that its schema does not declare. */
export function isOpen(source: SourceSchema): boolean {
  return source['x-kubernetes-preserve-unknown-fields'] === true || source.additionalProperties === true;
}

function resource(strict: StrictSchema, required: readonly string[]): StrictSchema {
  return {
    ...strict,
    required: [...new Set([...(strict.required ?? []), ...required])].sort(),
    properties: { ...strict.properties, ...RESOURCE_FIELDS },
  };
}
