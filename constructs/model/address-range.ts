import { parseCidr } from './cidr';
import { parseIp, type IpAddress, type IpFamily } from './ip';
import { parsed, refused, type Parsed } from './parsed';
import { describeValue, quoted } from './text';

/** Addresses from a first to a last one, both included; every `Cidr` is one. */
export interface AddressRange {
  readonly family: IpFamily;
  readonly first: IpAddress;
  readonly last: IpAddress;
  /** Canonical form, as it was written: `192.0.2.200-192.0.2.220`, or a block. */
  readonly text: string;
}

/**
 * Reads addresses as MetalLB's pools write them: `192.0.2.200-192.0.2.220`, or a block in CIDR notation.
 *
 * Stricter than MetalLB, which takes a block with host bits for the whole of it.
 *
 * @see https://github.com/metallb/metallb/blob/v0.16.1/internal/config/config.go ParseCIDR
 */
export function parseAddressRange(value: unknown): Parsed<AddressRange> {
  if (typeof value !== 'string' || value === '') {
    return refused({
      got: describeValue(value),
      expected: 'addresses such as "192.0.2.200-192.0.2.220" or "192.0.2.192/28"',
    });
  }
  const dash = value.indexOf('-');
  return dash < 0 ? parseCidr(value) : between(value, value.slice(0, dash).trim(), value.slice(dash + 1).trim());
}

function between(text: string, from: string, to: string): Parsed<AddressRange> {
  const [first, last] = [parseIp(from), parseIp(to)];
  const bad = [first, last].find((outcome) => !outcome.ok);
  if (!first.ok || !last.ok) {
    const got = bad?.ok === false ? `${bad.fault.got} in ${quoted(text)}` : quoted(text);
    return refused({ got, expected: 'two IP addresses with "-" between them' });
  }
  if (first.value.family !== last.value.family) {
    return refused({ got: quoted(text), expected: 'two addresses of one family' });
  }
  return first.value.value > last.value.value
    ? refused({
        got: quoted(text),
        expected: 'the lower address first',
        fix: `write ${last.value.text}-${first.value.text}`,
      })
    : parsed(addressRange(first.value, last.value));
}

/**
 * The addresses from a first to a last one.
 *
 * @throws RangeError if they are of two families, or the last comes before the first.
 */
export function addressRange(first: IpAddress, last: IpAddress): AddressRange {
  if (first.family !== last.family || first.value > last.value) {
    throw new RangeError(`${first.text}-${last.text} is no range of addresses`);
  }
  return { family: first.family, first, last, text: `${first.text}-${last.text}` };
}

/** Whether an address is in the range. */
export function rangeContains({ family, first, last }: AddressRange, address: IpAddress): boolean {
  return family === address.family && first.value <= address.value && address.value <= last.value;
}

/** Whether every address of the inner range is in the outer one. */
export function rangeWithin(inner: AddressRange, outer: AddressRange): boolean {
  return rangeContains(outer, inner.first) && rangeContains(outer, inner.last);
}

/** Whether two ranges share an address. */
export function rangesOverlap(a: AddressRange, b: AddressRange): boolean {
  return rangeContains(a, b.first) || rangeContains(b, a.first);
}
