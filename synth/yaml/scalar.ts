import { hasLoneSurrogate, textOf } from './text';

/**
 * Prints null, a boolean, a number or a string; `undefined` if the value has no form, see {@link refusalOf}.
 *
 * @param line How a line of a literal block begins, with the line feed; without it none is used.
 */
export function scalarText(value: unknown, line: string | undefined): string | undefined {
  if (typeof value === 'string') return textOf(value, line);
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'boolean' || value === null ? String(value) : undefined;
}

function numberText(value: number): string | undefined {
  if (Number.isSafeInteger(value)) return String(value);
  if (!Number.isFinite(value) || Number.isInteger(value)) return undefined;
  const text = String(value);
  // YAML 1.1 takes a number with an exponent for a float only if it has a point: 1e-7 would be a string.
  return text.includes('.') ? text : text.replace('e', '.0e');
}

/** Why a scalar cannot be printed; `undefined` if it can. */
export function refusalOf(value: unknown): string | undefined {
  if (typeof value === 'number') return numberRefusal(value);
  if (typeof value === 'boolean' || value === null) return undefined;
  if (typeof value !== 'string') return describe(value);
  return hasLoneSurrogate(value) ? 'a text with half a surrogate pair, which is not valid Unicode' : undefined;
}

function numberRefusal(value: number): string | undefined {
  if (!Number.isFinite(value)) return `${value}, which JSON and Kubernetes do not know`;
  return Number.isInteger(value) && !Number.isSafeInteger(value)
    ? 'an integer beyond 2^53 - 1, which has already lost precision; give it as text'
    : undefined;
}

/** Names a value that has no YAML form, without showing it. */
export function describe(value: unknown): string {
  if (value === undefined) return 'undefined where a value must stand; leave it out, or give null';
  if (typeof value === 'bigint') return 'a bigint; give a number up to 2^53 - 1, or text';
  if (typeof value === 'object' && value !== null) return `an instance of ${className(value)}; give plain data`;
  return `a ${typeof value}; give plain data`;
}

function className(value: object): string {
  const { constructor } = value as { readonly constructor?: { readonly name?: unknown } };
  return typeof constructor?.name === 'string' && constructor.name !== '' ? constructor.name : 'a class';
}
