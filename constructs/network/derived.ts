import { containsIp, parseCidr, type Cidr } from '../model/cidr';
import { parseIp, type IpAddress } from '../model/ip';
import { parsed, refused, type Parsed } from '../model/parsed';

/** Address types of an EndpointSlice that Services lead to. */
export type AddressFamily = 'IPv4' | 'IPv6';

/** Addresses that the API server refuses in an EndpointSlice; of multicast it refuses only what stays on a link. */
const SPECIAL: readonly { readonly what: string; readonly cidrs: readonly string[] }[] = [
  { what: 'the unspecified address', cidrs: ['0.0.0.0/32', '::/128'] },
  { what: 'a loopback address', cidrs: ['127.0.0.0/8', '::1/128'] },
  { what: 'a link-local address', cidrs: ['169.254.0.0/16', 'fe80::/10'] },
  { what: 'a multicast address', cidrs: ['224.0.0.0/4', 'ff00::/8'] },
];

/**
 * Reads the address of an endpoint outside the cluster, as the API server does, and refuses what kube-proxy does not
 * forward to: addresses of Services, and addresses of another family than theirs.
 *
 * @param serviceCidr Range of the cluster's Service addresses; `undefined` where it is not known.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
 */
export function endpointAddress(text: unknown, serviceCidr: string | undefined): Parsed<AddressFamily> {
  const address = parseIp(text);
  if (!address.ok) {
    return address;
  }
  const special = SPECIAL.find(({ cidrs }) => cidrs.some((cidr) => isIn(address.value, parseCidr(cidr))));
  if (special !== undefined) {
    return refused({
      got: `${address.value.text}, ${special.what}`,
      expected: 'an address that every node of the cluster reaches',
    });
  }
  const services = parseCidr(serviceCidr);
  // A range that is none is for the site's own rules to report.
  return services.ok ? beside(services.value, address.value) : parsed(familyOf(address.value));
}

function beside(services: Cidr, address: IpAddress): Parsed<AddressFamily> {
  if (containsIp(services, address)) {
    return refused({
      got: `${address.text}, in the Service range ${services.text}`,
      expected: 'the address of the machine itself',
    });
  }
  return services.family === address.family
    ? parsed(familyOf(address))
    : refused({ got: `${address.text}, IPv${address.family}`, expected: `IPv${services.family}, as Services have` });
}

function isIn(address: IpAddress, cidr: Parsed<Cidr>): boolean {
  return cidr.ok && containsIp(cidr.value, address);
}

function familyOf({ family }: IpAddress): AddressFamily {
  return `IPv${family}`;
}
