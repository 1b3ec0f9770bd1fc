import { describeValue } from '../../../constructs/model/text';
import type { Schema } from './schema';

const NOUNS: Readonly<Record<NonNullable<Schema['type']>, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
};

/** What a schema asks for, in words. */
export function nounOf(schema: Schema): string {
  const words = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (words !== undefined) {
    return words.length === 1 ? String(words[0]) : `one of: ${words.join(', ')}`;
  }
  return NOUNS[schema.type ?? 'object'];
}

/** What a value is, in words; never the value itself, which may be a secret at the wrong place. */
export function valueNoun(value: unknown): string {
  const isInstance = typeof value === 'object' && value !== null && !Array.isArray(value) && !isPlain(value);
  return isInstance ? 'an instance of a class' : describeValue(value);
}

/** Whether a value is an object as a literal writes it, from whatever realm: no instance of a class, no list. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
