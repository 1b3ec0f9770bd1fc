import { hasLoneSurrogate, inlineText, isLiteral, literalBlock } from './text';

/** A scalar as text, or why there is none. */
export type Scalar = { readonly text: string } | { readonly refused: string };

const HALF_A_PAIR = 'a text with half a surrogate pair, which is not valid Unicode';

/** Prints null, a boolean, a number or a string; the lines of a literal block start at `indent`, without it none is used. */
export function printScalar(value: unknown, indent: string): Scalar {
  if (typeof value === 'string') return printText(value, indent);
  if (typeof value === 'number') return printNumber(value);
  if (typeof value === 'boolean' || value === null) return { text: String(value) };
  return { refused: describe(value) };
}

function printText(text: string, indent: string): Scalar {
  if (hasLoneSurrogate(text)) return { refused: HALF_A_PAIR };
  return { text: indent !== '' && isLiteral(text) ? literalBlock(text, indent) : inlineText(text) };
}

function printNumber(value: number): Scalar {
  if (!Number.isFinite(value)) return { refused: `${value}, which JSON and Kubernetes do not know` };
  const text = String(value);
  if (Number.isInteger(value)) {
    return Number.isSafeInteger(value)
      ? { text }
      : { refused: 'an integer beyond 2^53 - 1, which has already lost precision; give it as text' };
  }
  // YAML 1.1 takes a number with an exponent for a float only if it has a point: 1e-7 would be a string.
  return { text: text.includes('.') ? text : text.replace('e', '.0e') };
}

/** Why a scalar cannot be printed; `undefined` if it can. */
export function refusalOf(value: unknown): string | undefined {
  if (typeof value === 'string') return hasLoneSurrogate(value) ? HALF_A_PAIR : undefined;
  const scalar = printScalar(value, '');
  return 'refused' in scalar ? scalar.refused : undefined;
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
