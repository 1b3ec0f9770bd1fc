import { parsed, refused, type Parsed } from '../../model/parsed';
import { parseQuantity, toBytes } from '../../model/quantity';

/** Units of PostgreSQL, which counts in 1024; a number alone is none of them. */
const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['B', 1n],
  ['kB', 1n << 10n],
  ['MB', 1n << 20n],
  ['GB', 1n << 30n],
  ['TB', 1n << 40n],
]);

/** Smallest memory, in bytes, whose quarter PostgreSQL takes as `shared_buffers`: the least is 128 kB. */
const LEAST_MEMORY = 512n << 10n;

/**
 * `shared_buffers` for a server that owns its memory, in PostgreSQL's notation: a quarter of it, in whole MB where that is
 * 1 MB or more, else in kB.
 *
 * @param memory Memory of the container, as a Kubernetes quantity.
 * @see https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-SHARED-BUFFERS
 */
export function sharedBuffersOf(memory: string): Parsed<string> {
  const amount = parseQuantity(memory);
  if (!amount.ok) {
    return amount;
  }
  const bytes = toBytes(amount.value);
  if (bytes < LEAST_MEMORY) {
    return refused({ got: memory, expected: '512Ki or more: a quarter of it becomes shared_buffers, at least 128 kB' });
  }
  const quarter = bytes / 4n;
  const megabytes = quarter >> 20n;
  return parsed(megabytes > 0n ? `${megabytes}MB` : `${quarter >> 10n}kB`);
}

/**
 * Bytes of a memory setting. Refused is a number without a unit: PostgreSQL counts it in blocks of 8 kB, the operator's
 * admission check in MB.
 *
 * @see https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-NAMES-VALUES
 */
export function memorySettingOf(text: string): Parsed<bigint> {
  const [, number, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*$/.exec(text) ?? [];
  const factor = UNITS.get(unit);
  if (number === undefined || factor === undefined) {
    const got = number !== undefined && unit === '' ? `${text}, without a unit` : text;
    return refused({ got, expected: `a number with one of the units ${[...UNITS.keys()].join(', ')}` });
  }
  const bytes = Math.round(Number(number) * Number(factor));
  return Number.isFinite(bytes)
    ? parsed(BigInt(bytes))
    : refused({ got: `${number.length} digits`, expected: 'an amount of memory that a machine can have' });
}
