import { ADDRESS_BITS, compareIps, ipAddress, parseIp, type IpAddress, type IpFamily } from './ip';
import { parsed, refused, type Fault, type Parsed } from './parsed';
import { describeValue, quoted } from './text';

/** A block of addresses. */
export interface Cidr {
  readonly family: IpFamily;
  /** Lowest address of the block. */
  readonly first: IpAddress;
  /** Highest address of the block: the broadcast address of an IPv4 network. */
  readonly last: IpAddress;
  /** Length of the prefix: 0 to 32, or to 128 for IPv6. Bits. */
  readonly prefix: number;
  /** Canonical form: `10.0.0.0/24`. */
  readonly text: string;
}

/** An address together with the network that it stands in: `10.0.0.140/24`. */
export interface InterfaceAddress {
  readonly address: IpAddress;
  readonly network: Cidr;
}

/**
 * Reads a block of addresses; an address inside a network (`10.0.0.140/24`) is refused, as it means one of two things.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4632#section-3.1
 */
export function parseCidr(value: unknown): Parsed<Cidr> {
  const outcome = parseInterfaceAddress(value);
  if (!outcome.ok) {
    return outcome;
  }
  const { address, network } = outcome.value;
  if (address.value === network.first.value) {
    return parsed(network);
  }
  return refused({
    got: `${quoted(String(value))}, with host bits set`,
    expected: `a network of /${network.prefix}, or a single address`,
    fix: `write ${network.text} for the network or ${address.text}/${ADDRESS_BITS[address.family]} for the host`,
  });
}

/** Reads an address with the prefix length of its network, as interfaces are configured: `10.0.0.140/24`. */
export function parseInterfaceAddress(value: unknown): Parsed<InterfaceAddress> {
  if (typeof value !== 'string' || value === '') {
    return refused({ got: describeValue(value), expected: 'an address and a prefix length such as "10.0.0.0/24"' });
  }
  const slash = value.indexOf('/');
  const address = parseIp(slash < 0 ? value : value.slice(0, slash));
  if (!address.ok) {
    return refused(withinCidr(value, address.fault));
  }
  const prefix = slash < 0 ? undefined : prefixOf(value.slice(slash + 1), address.value);
  return prefix === undefined
    ? refused(prefixFault(value, slash, address.value))
    : parsed({ address: address.value, network: cidrOf(address.value, prefix) });
}

/**
 * The block of a prefix length that an address stands in.
 *
 * @throws RangeError if the prefix length is none of the address's family.
 */
export function cidrOf(address: IpAddress, prefix: number): Cidr {
  const bits = ADDRESS_BITS[address.family];
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > bits) {
    throw new RangeError(`/${prefix} is no prefix length of IPv${address.family}`);
  }
  const hostBits = BigInt(bits - prefix);
  const lowest = (address.value >> hostBits) << hostBits;
  const first = ipAddress(address.family, lowest);
  const last = ipAddress(address.family, lowest + (1n << hostBits) - 1n);
  return { family: address.family, first, last, prefix, text: `${first.text}/${prefix}` };
}

/** The block of this one address: /32, or /128 for IPv6. */
export function hostCidr(address: IpAddress): Cidr {
  return cidrOf(address, ADDRESS_BITS[address.family]);
}

/** Number of addresses. */
export function cidrSize({ first, last }: Cidr): bigint {
  return last.value - first.value + 1n;
}

/** Whether an address is in the block. */
export function containsIp(cidr: Cidr, address: IpAddress): boolean {
  return cidr.family === address.family && cidr.first.value <= address.value && address.value <= cidr.last.value;
}

/** Whether every address of the inner block is in the outer one. */
export function containsCidr(outer: Cidr, inner: Cidr): boolean {
  return containsIp(outer, inner.first) && containsIp(outer, inner.last);
}

/** Whether two blocks share an address, which for prefixes means that one contains the other. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return containsCidr(a, b) || containsCidr(b, a);
}

/** Whether two blocks are the same. */
export function sameCidr(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.prefix === b.prefix && a.first.value === b.first.value;
}

/** IPv4 before IPv6, then by first address, the larger block first. */
export function compareCidrs(a: Cidr, b: Cidr): -1 | 0 | 1 {
  const byAddress = compareIps(a.first, b.first);
  return byAddress !== 0 ? byAddress : a.prefix === b.prefix ? 0 : a.prefix < b.prefix ? -1 : 1;
}

function prefixOf(text: string, { family }: IpAddress): number | undefined {
  return /^(?:0|[1-9][0-9]{0,2})$/.test(text) && Number(text) <= ADDRESS_BITS[family] ? Number(text) : undefined;
}

function prefixFault(text: string, slash: number, address: IpAddress): Fault {
  const bits = ADDRESS_BITS[address.family];
  const expected = `a prefix length from /0 to /${bits} after an IPv${address.family} address`;
  if (slash < 0) {
    return { got: quoted(text), expected, fix: `write ${address.text}/${bits} for this one address` };
  }
  const written = text.slice(slash + 1);
  const length = netmaskLength(written) ?? Number(/^0+(?<digits>[0-9]+)$/.exec(written)?.groups?.['digits'] ?? NaN);
  return { got: quoted(text), expected, ...(length <= bits && { fix: `write ${address.text}/${length}` }) };
}

/** The prefix length of a netmask: 24 for `255.255.255.0`. */
function netmaskLength(text: string): number | undefined {
  const mask = parseIp(text);
  if (!mask.ok || mask.value.family !== 4) {
    return undefined;
  }
  const bits = mask.value.value.toString(2).padStart(32, '0');
  return /^1*0*$/.test(bits) ? bits.replace(/0/g, '').length : undefined;
}

function withinCidr(text: string, fault: Fault): Fault {
  const slash = text.indexOf('/');
  return slash < 0 ? fault : { ...fault, got: `${fault.got} in ${quoted(text)}` };
}
