import { format } from '@cfworker/json-schema';
import { isIPv4, isIPv6 } from 'node:net';

/** A format as Go or Kubernetes reads it. */
interface Format {
  readonly test: (text: string) => boolean;
  /** What it is, for people. */
  readonly is: string;
}

const DURATION = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The pattern that Kubernetes' own CRD generator writes for a Quantity. */
const QUANTITY = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?(?:\d+(?:\.\d*)?|\.\d+))?$/;

/** Formats of the generated schemas; their names are our own, so that no other user of the validator meets them. */
export const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['go-base64', { test: isBase64, is: 'base64 with padding' }],
  ['go-cidr', { test: isCidr, is: 'a CIDR, such as 192.0.2.0/24' }],
  ['go-date-time', { test: isTimestamp, is: 'a time in RFC 3339, such as 2026-01-31T12:00:00Z' }],
  ['go-duration', { test: (text) => DURATION.test(text), is: "a duration in Go's form, such as 1h30m" }],
  ['go-ipv4', { test: isIPv4, is: 'an IPv4 address' }],
  ['go-ipv6', { test: (text) => isIPv6(text) && !text.includes('%'), is: 'an IPv6 address' }],
  ['k8s-quantity', { test: (text) => QUANTITY.test(text), is: 'a quantity, such as 500m or 2Gi' }],
]);

/** Makes the formats known to the validator. */
export function registerFormats(): void {
  for (const [name, { test }] of FORMATS) {
    format[name] = test;
  }
}

/** Go's decoder skips line breaks. */
function isBase64(text: string): boolean {
  return BASE64.test(text.replaceAll(/[\r\n]/g, ''));
}

/** As `net.ParseCIDR`: an address, a slash, a length that fits the family. */
function isCidr(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/');
  const bits = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : -1;
  return rest.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= bits;
}

/** As `time.Parse(time.RFC3339)`: upper-case letters, a real day, no leap second. */
function isTimestamp(text: string): boolean {
  const match = TIMESTAMP.exec(text);
  if (match === null) {
    return false;
  }
  // A zone of `Z` leaves the last two groups out.
  const number = (group: number): number => Number(match.at(group) ?? 0);
  // Day 0 of the next month is the last of this one; setUTCFullYear takes years below 100 as they are.
  const lastDay = new Date(new Date(0).setUTCFullYear(number(1), number(2), 0)).getUTCDate();
  const ranges = [
    [number(2), 1, 12],
    [number(3), 1, lastDay],
    [number(4), 0, 23],
    [number(5), 0, 59],
    [number(6), 0, 59],
    [number(7), 0, 24],
    [number(8), 0, 59],
  ] as const;
  return ranges.every(([value, least, most]) => least <= value && value <= most);
}
