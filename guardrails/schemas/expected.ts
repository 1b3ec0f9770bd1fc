import { FORMATS } from './formats';
import type { Literal, StrictSchema } from './strict-schema';

/** Longer lists are cut. */
const MOST_LISTED = 12;

const LONGEST_PATTERN = 120;

const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['array', 'a list'],
  ['boolean', 'true or false'],
  ['integer', 'an integer'],
  ['number', 'a number'],
  ['null', 'null'],
  ['object', 'an object'],
  ['string', 'a string'],
]);

/** What a schema allows, for people. */
export function describeSchema(schema: StrictSchema): string {
  const { anyOf, oneOf, not } = schema;
  if (schema.enum !== undefined) {
    return `one of ${listed(schema.enum.map(literal))}`;
  }
  const own = [describeTypes(schema), describeText(schema), describeLimits(schema)].filter((part) => part !== '');
  if (own.length > 0) {
    return own.join(' ');
  }
  if (oneOf !== undefined || anyOf !== undefined) {
    return describeAlternatives(oneOf ?? anyOf ?? [], oneOf === undefined ? 'at least one of' : 'exactly one of');
  }
  return not === undefined ? describeFields(schema) : `not ${describeSchema(not)}`;
}

/** Alternatives of `anyOf` or `oneOf`; those that only ask for a field are named by it. */
export function describeAlternatives(branches: readonly StrictSchema[], quantifier: string): string {
  const fields = branches.map(({ required = [] }) => required.join(' and '));
  if (fields.every((field) => field !== '')) {
    return `${quantifier} ${listed(fields)}`;
  }
  return branches.map(describeSchema).join(', or ');
}

/** Names in a sentence, the rest counted. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).join(', ');
  return names.length > MOST_LISTED ? `${shown} and ${names.length - MOST_LISTED} more` : shown;
}

function describeTypes({ type, format }: StrictSchema): string {
  const known = format === undefined ? undefined : FORMATS.get(format);
  if (known !== undefined) {
    return known.is;
  }
  return [type ?? []]
    .flat()
    .map((name) => TYPE_NAMES.get(name) ?? name)
    .join(' or ');
}

function describeText({ pattern }: StrictSchema): string {
  if (pattern === undefined) {
    return '';
  }
  return `that matches ${pattern.length > LONGEST_PATTERN ? `${pattern.slice(0, LONGEST_PATTERN)}…` : pattern}`;
}

function describeLimits(schema: StrictSchema): string {
  return [
    machineSize(schema) ?? range('', schema.minimum, schema.maximum),
    range(' characters', schema.minLength, schema.maxLength),
    range(' items', schema.minItems, schema.maxItems),
    range(' fields', schema.minProperties, schema.maxProperties),
    schema.uniqueItems === true ? 'without duplicates' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Bounds of Go's integers say nothing to a reader; the number of bits does. */
function machineSize({ minimum, maximum }: StrictSchema): string | undefined {
  const bits = [32, 64].find((size) => minimum === -(2 ** (size - 1)) && (maximum ?? 0) >= 2 ** 31 - 1);
  return bits === undefined ? undefined : `of ${bits} bits`;
}

function range(unit: string, least: number | undefined, most: number | undefined): string {
  const of = unit === '' ? '' : 'of ';
  if (least !== undefined && most !== undefined) {
    return unit === '' ? `from ${least} to ${most}` : `${of}${least} to ${most}${unit}`;
  }
  if (least !== undefined) {
    return `${of}at least ${least}${unit}`;
  }
  return most === undefined ? '' : `${of}at most ${most}${unit}`;
}

function describeFields({ properties = {}, required = [] }: StrictSchema): string {
  const described = Object.entries(properties).map(([name, schema]) => `${name} ${describeSchema(schema)}`);
  return [...described, ...required.map((name) => `the field ${name}`)].join(' and ');
}

function literal(value: Literal): string {
  return JSON.stringify(value);
}
