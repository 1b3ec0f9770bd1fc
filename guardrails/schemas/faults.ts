import { describeAlternatives, describeSchema, listed } from './expected';
import { describeValue, isPrintable } from './got';
import type { LocatedError } from './located-error';
import { nearest } from './near-miss';
import { dotted, ownValue, type Segments } from './path';
import type { StrictSchema } from './strict-schema';

/** One mistake in one place of a manifest. */
export interface SchemaFault {
  /** Dotted path of the field; a missing field's path is its own. */
  readonly path: string;
  /** What stands there; never the value of a secret. */
  readonly got: string;
  readonly expected: string;
  /**
   * How to mend this very place.
   *
   * @default - change the value to what is expected
   */
  readonly fix?: string;
}

interface PlacedFault extends SchemaFault {
  readonly segments: Segments;
  /** Field names that would heal it: for a missing field its name, for alternatives their fields. */
  readonly asksFor?: readonly string[];
  /** For an unknown field: what it was meant to be. */
  readonly meant?: string;
}

/** What is told of a place with several errors: the first of these. */
const PRECEDENCE = ['type', 'enum', 'format', 'pattern', 'oneOf', 'anyOf', 'not'];

/** Turns located errors into one fault per mistake, in code-point order of their paths. */
export function faultsOf(errors: readonly LocatedError[], manifest: unknown): SchemaFault[] {
  const byPath = new Map<string, PlacedFault>();
  for (const error of [...errors].sort((a, b) => rank(a) - rank(b))) {
    for (const fault of placed(error, manifest)) {
      if (!byPath.has(fault.path)) {
        byPath.set(fault.path, fault);
      }
    }
  }
  const faults = [...byPath.values()];
  const misspelt = new Set(faults.flatMap(misspeltField));
  return faults
    .filter(({ asksFor = [], segments }) => !asksFor.some((field) => misspelt.has(dotted([...segments, field]))))
    .map(({ path, got, expected, fix }) => ({ path, got, expected, ...(fix === undefined ? {} : { fix }) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function rank({ keyword }: LocatedError): number {
  const position = PRECEDENCE.indexOf(keyword);
  return position < 0 ? PRECEDENCE.length : position;
}

/** Path of the field that an unknown one was meant to be. Where it is asked for as well, one typing error is one fault. */
function misspeltField({ meant, segments }: PlacedFault): string[] {
  return meant === undefined ? [] : [dotted([...segments.slice(0, -1), meant])];
}

function placed(error: LocatedError, manifest: unknown): readonly PlacedFault[] {
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownFields(error);
    case 'required':
      return missingFields(error);
    case 'anyOf':
    case 'oneOf':
      return [alternatives(error, manifest)];
    default:
      return [wrongValue(error, manifest)];
  }
}

function unknownFields({ schema, segments, value }: LocatedError): readonly PlacedFault[] {
  const known = Object.keys(schema.properties ?? {});
  return Object.keys(value as object)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const at = [...segments, key];
      const meant = nearest(key, known);
      const found = { segments: at, path: dotted(at), got: `unknown field ${key}` };
      if (meant === undefined) {
        return { ...found, expected: known.length === 0 ? 'no fields' : `one of ${listed(known)}`, fix: 'take it out' };
      }
      return Object.hasOwn(value as object, meant)
        ? { ...found, expected: `a known field; ${meant} is there already`, fix: 'take it out' }
        : { ...found, meant, expected: `a known field; did you mean ${meant}?`, fix: `rename it to ${meant}` };
    });
}

function missingFields({ schema, segments, value }: LocatedError): readonly PlacedFault[] {
  return (schema.required ?? [])
    .filter((field) => !Object.hasOwn(value as object, field))
    .map((field) => {
      const type = describeSchema(schema.properties?.[field] ?? {});
      return {
        segments,
        asksFor: [field],
        path: dotted([...segments, field]),
        got: 'nothing',
        expected: type === '' ? 'a value' : type,
        fix: `add ${field}`,
      };
    });
}

function alternatives({ keyword, schema, segments, value }: LocatedError, manifest: unknown): PlacedFault {
  const exactly = keyword === 'oneOf';
  const branches = (exactly ? schema.oneOf : schema.anyOf) ?? [];
  const asksFor = branches.flatMap(({ required = [] }) => required);
  const present = asksFor.filter((field) => ownValue(value, field) !== undefined);
  return {
    segments,
    asksFor: present.length === 0 ? asksFor : [],
    path: dotted(segments),
    got: asksFor.length === 0 ? describeValue(value, segments, manifest) : present.join(' and ') || 'none of them',
    expected: describeAlternatives(branches, exactly ? 'exactly one of' : 'at least one of'),
  };
}

function wrongValue(error: LocatedError, manifest: unknown): PlacedFault {
  const { keyword, schema, segments, value } = error;
  const fix = keyword === 'type' ? quoting(error, manifest) : undefined;
  return {
    segments,
    path: dotted(segments),
    got: describeValue(value, segments, manifest),
    expected: describeSchema(judgedBy(keyword, schema)),
    ...(fix === undefined ? {} : { fix }),
  };
}

/** The part of a schema that a value failed: its limits tell nothing of a wrong form. */
function judgedBy(keyword: string, schema: StrictSchema): StrictSchema {
  const { type, format, not } = schema;
  if (keyword === 'format' && type !== undefined && format !== undefined) {
    return { type, format };
  }
  return keyword === 'not' && not !== undefined ? { not } : schema;
}

/** YAML's most common slip: quotes where there should be none, or none where there should be. */
function quoting({ schema, segments, value }: LocatedError, manifest: unknown): string | undefined {
  if (value === null) {
    return 'give it a value or take the key out: the API server reads null as absent';
  }
  const types = [schema.type ?? []].flat();
  if (typeof value === 'number' || typeof value === 'boolean') {
    const text = String(value);
    const example = isPrintable(text, segments, manifest) ? `: ${JSON.stringify(text)}` : '';
    return types.includes('string') && isFreeText(schema) ? `write it as a string${example}` : undefined;
  }
  return typeof value === 'string' && readsAs(value, types) ? 'write it without quotes' : undefined;
}

/** Whether any string will do, so that quotes alone mend a number. */
function isFreeText(schema: StrictSchema): boolean {
  return schema.format === undefined && schema.pattern === undefined && schema.enum === undefined;
}

function readsAs(text: string, types: readonly string[]): boolean {
  const number = types.includes('integer') || types.includes('number');
  return (number && /^-?\d+$/.test(text)) || (types.includes('boolean') && /^(?:true|false)$/.test(text));
}
