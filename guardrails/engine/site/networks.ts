import type { SiteInput } from '../../../constructs/model';
import { parseCidr, type Cidr } from '../../../constructs/model/cidr';
import { parseIp, type IpAddress } from '../../../constructs/model/ip';
import { addressesOf, type SiteAddress } from './places';

/** Networks by key, those whose CIDR can be read. */
export function readableNetworks(site: SiteInput): ReadonlyMap<string, Cidr> {
  return new Map(
    Object.entries(site.networks).flatMap(([key, { cidr }]): [string, Cidr][] => {
      const outcome = parseCidr(cidr);
      return outcome.ok ? [[key, outcome.value]] : [];
    }),
  );
}

/** An address that can be read. */
export interface ReadableAddress extends SiteAddress {
  readonly ip: IpAddress;
}

/** Those addresses of the site that can be read; the others are told by a rule of their own. */
export function readableAddresses(site: SiteInput): ReadableAddress[] {
  return addressesOf(site).flatMap((address) => {
    const outcome = parseIp(address.value);
    return outcome.ok ? [{ ...address, ip: outcome.value }] : [];
  });
}
