import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { parsed, refused, type Parsed } from '../model/parsed';

/** Address types of an EndpointSlice that Services lead to. */
export type AddressFamily = 'IPv4' | 'IPv6';

interface Range {
  readonly what: string;
  readonly holds: (address: string) => boolean;
}

/** Addresses that the API server refuses in an EndpointSlice; of multicast it refuses only what stays on a link. */
const SPECIAL: readonly Range[] = [
  range('the unspecified address', ['0.0.0.0/32', '::/128']),
  range('a loopback address', ['127.0.0.0/8', '::1/128']),
  range('a link-local address', ['169.254.0.0/16', 'fe80::/10']),
  range('a multicast address', ['224.0.0.0/4', 'ff00::/8']),
];

/**
 * Reads the address of an endpoint outside the cluster, as the API server does, and refuses the addresses of Services:
 * kube-proxy never forwards to one.
 *
 * @param serviceCidr Range of the cluster's Service addresses; `undefined` where it is not known.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
 */
export function endpointAddress(address: string, serviceCidr: string | undefined): Parsed<AddressFamily> {
  const family = familyOf(address);
  if (family === undefined) {
    return refused({ got: address, expected: 'an IPv4 or IPv6 address, written plainly' });
  }
  const special = SPECIAL.find(({ holds }) => holds(address));
  if (special !== undefined) {
    return refused({ got: `${address}, ${special.what}`, expected: 'an address that every node reaches' });
  }
  const services = familyOf(serviceCidr?.split('/')[0] ?? '');
  if (serviceCidr === undefined || services === undefined) {
    return parsed(family);
  }
  if (range('', [serviceCidr]).holds(address)) {
    return refused({ got: `${address}, inside the Service range ${serviceCidr}`, expected: "the host's own address" });
  }
  return services === family
    ? parsed(family)
    : refused({ got: `${address}, ${family}`, expected: `the family of the cluster's Services, ${services}` });
}

/** IPv4 addresses in IPv6 notation and addresses with a zone are refused: what reads them differs. */
function familyOf(address: string): AddressFamily | undefined {
  if (isIPv4(address)) {
    return 'IPv4';
  }
  return isIPv6(address) && !/[%.]/.test(address) ? 'IPv6' : undefined;
}

function range(what: string, cidrs: readonly string[]): Range {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [address = '', prefix = ''] = cidr.split('/');
    const [bits, family] = isIPv6(address) ? ([128, 'ipv6'] as const) : ([32, 'ipv4'] as const);
    // A range that is none is for the site's own rules to report.
    if (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits) {
      list.addSubnet(address, Number(prefix), family);
    }
  }
  return { what, holds: (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4') };
}
