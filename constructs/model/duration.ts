/** Nanoseconds of Go's duration units. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['\u00b5s', 1e3],
  ['\u03bcs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
]);

/**
 * Reads a Go duration such as `1h30m` into whole seconds, rounded down; undefined if it is none or not above zero.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function goDurationSeconds(text: string): number | undefined {
  if (!/^\+?(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+$/.test(text)) {
    return undefined;
  }
  const parts = [...text.matchAll(/(?<amount>[0-9.]+)(?<unit>[^0-9.+]+)/g)];
  const nanos = parts.reduce((sum, { groups }) => sum + Number(groups!['amount']) * UNITS.get(groups!['unit']!)!, 0);
  return nanos > 0 && nanos < 2 ** 63 ? Math.floor(nanos / 1e9) : undefined;
}
