import { parsed, refused, type Fault, type Parsed } from './parsed';
import { quantitySuggestions } from './quantity-fix';
import { alternatives, describeValue, quoted } from './text';

/** How a quantity was written, and so how it is printed: `12Mi`, `12M` or `12e6`. */
export type QuantityFormat = 'BinarySI' | 'DecimalSI' | 'DecimalExponent';

/** An amount of a resource, held exactly. */
export interface Quantity {
  /** The amount in units of 10^-9: one core, one byte or one piece is 1_000_000_000n. */
  readonly nano: bigint;
  readonly format: QuantityFormat;
  /** False if the API does not keep the amount as written: finer than 1n (rounded up) or beyond 2^63-1 in size. */
  readonly exact: boolean;
}

/** Nano units in one. */
const ONE = 1_000_000_000n;

/** Largest amount that the API promises to hold: with a binary suffix what is larger becomes this. */
const MAX = (2n ** 63n - 1n) * ONE;

/**
 * Largest exponent in `1e3` that is read. The API takes any that fits 32 bits; nothing real needs more, and 10 to the
 * power of a billion is a way to stop a program.
 */
const MAX_EXPONENT = 99;

const BINARY: ReadonlyMap<string, bigint> = new Map(
  ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, i) => [suffix, 1024n ** BigInt(i + 1)]),
);

const DECIMAL: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);

const SHAPE = /^(?<sign>[+-]?)(?:(?<whole>[0-9]+)(?:\.(?<part>[0-9]*))?|\.(?<only>[0-9]+))(?<suffix>.*)$/s;

/** What {@link SHAPE} finds. */
interface QuantityParts {
  readonly sign?: string;
  readonly whole?: string;
  readonly part?: string;
  readonly only?: string;
  readonly suffix?: string;
}

/**
 * Reads a Kubernetes quantity: a decimal number with an optional sign and one of `n u m k M G T P E`,
 * `Ki Mi Gi Ti Pi Ei` or a decimal exponent.
 *
 * Follows apimachinery, except that a suffix without digits (`Gi`, which the API reads as 0) is refused.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.35.0/pkg/api/resource/quantity.go
 */
export function parseQuantity(value: unknown): Parsed<Quantity> {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== 'string' || text === '') {
    return refused({
      got: typeof value === 'number' ? String(value) : describeValue(value),
      expected: 'a quantity such as "500m" or "8Gi"',
    });
  }
  const amount = readQuantity(text);
  return amount === undefined ? refused(quantityFault(text)) : parsed(amount);
}

/** Reads a quantity that must not be below zero, as every request, limit, capacity and volume size. */
export function parseNonNegativeQuantity(value: unknown): Parsed<Quantity> {
  const outcome = parseQuantity(value);
  return outcome.ok && outcome.value.nano < 0n
    ? refused({ got: `${quoted(String(value))}, a negative quantity`, expected: 'a quantity of 0 or more' })
    : outcome;
}

/** Orders by amount, however it is written. */
export function compareQuantities(a: Quantity, b: Quantity): -1 | 0 | 1 {
  return a.nano === b.nano ? 0 : a.nano < b.nano ? -1 : 1;
}

/**
 * Whether two values are quantities of one amount: `1` and `1000m`, `1Gi` and `1024Mi`.
 *
 * What is missing or no quantity equals nothing, itself included.
 */
export function sameQuantity(a: unknown, b: unknown): boolean {
  const [left, right] = [parseQuantity(a), parseQuantity(b)];
  return left.ok && right.ok && left.value.nano === right.value.nano;
}

/** The amount in bytes (or cores, or pieces), rounded up as the API's `Value()` does; away from zero if negative. */
export function toBytes({ nano }: Quantity): bigint {
  return roundedAway(nano, ONE);
}

/** The amount in thousandths, rounded up as the API's `MilliValue()` does; away from zero if negative. */
export function toMillis({ nano }: Quantity): bigint {
  return roundedAway(nano, 1_000_000n);
}

/** Makes a quantity from its amount in units of 10^-9. */
export function quantity(nano: bigint, format: QuantityFormat): Quantity {
  return { nano, format, exact: true };
}

/** Adds quantities; the sum is printed in the format of the first that is not zero. */
export function sumQuantities(items: readonly Quantity[]): Quantity {
  const { format } = items.find(({ nano }) => nano !== 0n) ?? items[0] ?? { format: 'DecimalSI' };
  return {
    nano: items.reduce((sum, { nano }) => sum + nano, 0n),
    format,
    exact: items.every(({ exact }) => exact),
  };
}

/** Prints the canonical form: no fraction, the largest suffix that needs none; `1.5` is `1500m`, `1.5Gi` is `1536Mi`. */
export function formatQuantity({ nano, format }: Quantity): string {
  if (nano === 0n) {
    return '0';
  }
  const size = magnitude(nano);
  const whole = size % ONE === 0n;
  return format === 'BinarySI' && whole && size >= 1024n * ONE
    ? binaryText(nano / ONE)
    : decimalText(nano, format === 'DecimalExponent' ? Infinity : 18);
}

function readQuantity(text: string): Quantity | undefined {
  const parts: QuantityParts | undefined = SHAPE.exec(text)?.groups;
  return parts && scaledAmount(parts);
}

function scaledAmount({ sign, whole = '0', part, only, suffix = '' }: QuantityParts): Quantity | undefined {
  const decimals = part ?? only ?? '';
  const digits = BigInt(`${whole}${decimals}`) * (sign === '-' ? -1n : 1n);
  const factor = BINARY.get(suffix);
  return factor === undefined
    ? decimalQuantity(digits, decimals.length, suffix)
    : binaryQuantity(digits * factor, decimals.length);
}

function decimalQuantity(digits: bigint, decimals: number, suffix: string): Quantity | undefined {
  const power = DECIMAL.get(suffix);
  const exponent = power ?? exponentOf(suffix);
  if (exponent === undefined) {
    return undefined;
  }
  const { nano, exact } = toNano(digits, exponent - decimals);
  const format = power === undefined ? 'DecimalExponent' : 'DecimalSI';
  return { nano, format, exact: exact && magnitude(nano) <= MAX };
}

function exponentOf(suffix: string): number | undefined {
  const exponent = /^[eE](?<power>[+-]?[0-9]+)$/.exec(suffix)?.groups?.['power'];
  return exponent !== undefined && Math.abs(Number(exponent)) <= MAX_EXPONENT ? Number(exponent) : undefined;
}

function binaryQuantity(product: bigint, decimals: number): Quantity {
  const { nano, exact } = toNano(product, -decimals);
  const size = magnitude(nano);
  if (size > MAX) {
    return { nano: nano < 0n ? -MAX : MAX, format: 'BinarySI', exact: false };
  }
  return { nano, exact, format: size < ONE && size > 0n ? 'DecimalSI' : 'BinarySI' };
}

/** digits × 10^exponent in nano units. */
function toNano(digits: bigint, exponent: number): { readonly nano: bigint; readonly exact: boolean } {
  const shift = exponent + 9;
  if (shift >= 0) {
    return { nano: digits * 10n ** BigInt(shift), exact: true };
  }
  const divisor = 10n ** BigInt(-shift);
  return { nano: roundedAway(digits, divisor), exact: digits % divisor === 0n };
}

function magnitude(nano: bigint): bigint {
  return nano < 0n ? -nano : nano;
}

function roundedAway(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  if (dividend % divisor === 0n) {
    return quotient;
  }
  return dividend < 0n ? quotient - 1n : quotient + 1n;
}

function binaryText(units: bigint): string {
  let [rest, suffix] = [units, ''];
  for (const name of BINARY.keys()) {
    if (rest % 1024n !== 0n) {
      break;
    }
    [rest, suffix] = [rest / 1024n, name];
  }
  return `${rest}${suffix}`;
}

/** Prints with a suffix up to `limit`, or as an exponent where there is no limit. */
function decimalText(nano: bigint, limit: number): string {
  let [rest, exponent] = [nano, -9];
  while (rest % 1000n === 0n && exponent < limit) {
    [rest, exponent] = [rest / 1000n, exponent + 3];
  }
  if (limit === Infinity) {
    return exponent === 0 ? String(rest) : `${rest}e${exponent}`;
  }
  return `${rest}${[...DECIMAL].find(([, power]) => power === exponent)?.[0] ?? ''}`;
}

function quantityFault(text: string): Fault {
  const fixes = quantitySuggestions(text).filter((fix) => readQuantity(fix) !== undefined);
  return {
    got: quoted(text),
    expected: 'a number with one of the suffixes n u m k M G T P E or Ki Mi Gi Ti Pi Ei, case-sensitive, or none',
    ...(fixes.length > 0 && { fix: `write ${alternatives(fixes)}` }),
  };
}
