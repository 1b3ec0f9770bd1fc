import { parsed, refused, type Fault, type Parsed } from './parsed';
import { describeValue, quoted } from './text';

/** Version of the Internet Protocol. */
export type IpFamily = 4 | 6;

/** An address, held as the number that it is. */
export interface IpAddress {
  readonly family: IpFamily;
  readonly value: bigint;
  /** Canonical form: dotted decimal, or RFC 5952. */
  readonly text: string;
}

/** Bits of an address. */
export const ADDRESS_BITS: Readonly<Record<IpFamily, number>> = { 4: 32, 6: 128 };

/** ::ffff:0:0/96, the IPv4-mapped addresses, without its last 32 bits. */
const MAPPED_PREFIX = 0xffffn;

/**
 * Reads an IPv4 or IPv6 address as strictly as the API server does for new objects: no leading zeros, no zone, no
 * IPv4-mapped IPv6 address.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/staging/src/k8s.io/apimachinery/pkg/util/validation/ip.go
 */
export function parseIp(value: unknown): Parsed<IpAddress> {
  if (typeof value !== 'string' || value === '') {
    return refused({ got: describeValue(value), expected: 'an IP address such as "10.0.0.1" or "fd00::1"' });
  }
  return value.includes(':') ? parseIpv6(value) : parseIpv4(value);
}

/**
 * Makes an address from its number.
 *
 * @throws RangeError if the number has more bits than the family has.
 */
export function ipAddress(family: IpFamily, value: bigint): IpAddress {
  if (value < 0n || value >> BigInt(ADDRESS_BITS[family]) !== 0n) {
    throw new RangeError(`${value} is no IPv${family} address`);
  }
  return { family, value, text: family === 4 ? ipv4Text(value) : ipv6Text(value) };
}

/** IPv4 before IPv6, then by number. */
export function compareIps(a: IpAddress, b: IpAddress): -1 | 0 | 1 {
  if (a.family !== b.family) {
    return a.family < b.family ? -1 : 1;
  }
  return a.value === b.value ? 0 : a.value < b.value ? -1 : 1;
}

function parseIpv4(text: string): Parsed<IpAddress> {
  const octets = text.split('.');
  const fault = ipv4Fault(text, octets);
  return fault === undefined ? parsed(ipAddress(4, octetsValue(octets))) : refused(fault);
}

function ipv4Fault(text: string, octets: readonly string[]): Fault | undefined {
  const odd = octets.find((octet) => !/^[0-9]+$/.test(octet));
  if (odd !== undefined || octets.length !== 4) {
    return { got: quoted(text), expected: 'an IP address: four numbers with dots between them, or IPv6' };
  }
  const large = octets.find((octet) => Number(octet) > 255);
  if (large !== undefined) {
    return { got: `${quoted(text)}, with ${quoted(large)}`, expected: 'an IPv4 address, each number from 0 to 255' };
  }
  const padded = octets.find((octet) => /^0[0-9]/.test(octet));
  return padded === undefined
    ? undefined
    : {
        got: `${quoted(text)}, with the leading zero of ${quoted(padded)}`,
        expected: 'an IPv4 address without leading zeros, which some programs read as octal',
        fix: `write ${octets.map(Number).join('.')}, if decimal is meant`,
      };
}

function octetsValue(octets: readonly string[]): bigint {
  return octets.reduce((value, octet) => value * 256n + BigInt(octet), 0n);
}

function parseIpv6(text: string): Parsed<IpAddress> {
  const zone = text.indexOf('%');
  if (zone >= 0) {
    return refused({
      got: `${quoted(text)}, with a zone`,
      expected: 'an IPv6 address without a zone, which means something on one host only',
      fix: `write ${quoted(text.slice(0, zone))}`,
    });
  }
  const value = ipv6Value(text);
  if (value === undefined) {
    return refused({
      got: quoted(text),
      expected: 'an IPv6 address: up to eight groups of hex digits, "::" at most once',
    });
  }
  if (value >> 32n === MAPPED_PREFIX) {
    const inner = ipv4Text(value & 0xffffffffn);
    return refused({
      got: `${quoted(text)}, an IPv4-mapped address`,
      expected: 'an IPv4 or an IPv6 address: programs disagree about which of them a mapped one is',
      fix: `write ${inner}`,
    });
  }
  return parsed(ipAddress(6, value));
}

function ipv6Value(text: string): bigint | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) {
    return undefined;
  }
  const left = groupsOf(head, tail === undefined);
  const right = tail === undefined ? [] : groupsOf(tail, true);
  if (left === undefined || right === undefined) {
    return undefined;
  }
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) {
    return undefined;
  }
  const groups = [...left, ...Array.from({ length: missing }, () => 0), ...right];
  return groups.reduce((value, group) => value * 65536n + BigInt(group), 0n);
}

/** The 16-bit groups of one side of `::`; the last two may be written as an IPv4 address at the very end. */
function groupsOf(side: string, atEnd: boolean): readonly number[] | undefined {
  if (side === '') {
    return [];
  }
  const parts = side.split(':');
  const last = parts[parts.length - 1]!;
  const embedded = atEnd && last.includes('.') ? parseIpv4(last) : undefined;
  if (embedded?.ok === false) {
    return undefined;
  }
  const hex = embedded === undefined ? parts : parts.slice(0, -1);
  if (!hex.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part))) {
    return undefined;
  }
  const low =
    embedded === undefined ? [] : [Number(embedded.value.value >> 16n), Number(embedded.value.value & 0xffffn)];
  return [...hex.map((part) => Number.parseInt(part, 16)), ...low];
}

function ipv4Text(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
}

/** @see https://www.rfc-editor.org/rfc/rfc5952#section-4 */
function ipv6Text(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  const { start, length } = longestZeroRun(groups);
  if (length < 2) {
    return groups.join(':');
  }
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

/** The first of the longest runs of zero groups. */
function longestZeroRun(groups: readonly string[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    const end = groups.findIndex((group, i) => i >= start && group !== '0');
    const length = (end < 0 ? groups.length : end) - start;
    best = length > best.length ? { start, length } : best;
  }
  return best;
}
