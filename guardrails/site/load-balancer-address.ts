import {
  parseAddressRange,
  rangeContains,
  rangesOverlap,
  type AddressRange,
} from '../../constructs/model/address-range';
import type { PlatformInput, SiteInput, Violation } from '../../constructs/model';
import { exampleSiteWith } from '../engine/example-site';
import { readableAddresses, type ReadableAddress } from '../engine/site/networks';
import { entriesOf, placed, type Placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Addresses that MetalLB gives away belong to nobody else. */
export default defineSiteRule({
  severity: 'error',
  summary: 'the addresses for Services are of no machine, and those that Services ask for are among them',
  why: 'two machines answer for one address, in turns; or a Service waits for an address that nobody gives away',
  fix: 'take a range of the network that is free and outside the range of its DHCP server, and addresses out of it',
  waive: 'never',
  source: 'https://metallb.io/configuration/',
  check: (site) => {
    const addresses = readableAddresses(site);
    const all = entriesOf(site.clusters).map(([key, { platform = {} }]) => ({ key, ranges: rangesOf(key, platform) }));
    return entriesOf(site.clusters).flatMap(([key, { platform = {} }], index) => [
      ...rangesOf(key, platform).flatMap((range) => [
        ...taken(range, addresses),
        // Told once, of the cluster that is written later.
        ...all.slice(0, index).flatMap((other) => shared(range, other)),
      ]),
      ...outside(site, key, platform),
    ]);
  },
  valid: [
    {
      name: 'a range of free addresses, and one of them for Traefik',
      site: platformSite({ metallb: { addresses: ['192.0.2.200-192.0.2.220'] }, traefik: { address: '192.0.2.200' } }),
    },
    { name: 'no Service asks for one', site: platformSite({ metallb: { addresses: ['192.0.2.192/28'] } }) },
  ],
  invalid: [
    {
      name: 'a range with the control plane and the nodes in it',
      site: platformSite({ metallb: { addresses: ['192.0.2.100-192.0.2.101'] } }),
      findings: [
        {
          at: 'clusters.home.platform.metallb.addresses[0]',
          got: '"192.0.2.100-192.0.2.101", with the address of the control plane of home (192.0.2.100)',
        },
        {
          at: 'clusters.home.platform.metallb.addresses[0]',
          got: '"192.0.2.100-192.0.2.101", with the address of the node cp1 (192.0.2.101)',
        },
      ],
    },
    {
      name: 'ranges of two clusters that overlap',
      site: exampleSiteWith(({ clusters }) => {
        Object.assign(clusters['home']!, { platform: { metallb: { addresses: ['192.0.2.200-192.0.2.220'] } } });
        clusters['lab'] = { ...clusters['home']!, platform: { metallb: { addresses: ['192.0.2.210-192.0.2.230'] } } };
      }),
      findings: [{ at: 'clusters.lab.platform.metallb.addresses[0]' }],
    },
    {
      name: 'an address for Traefik out of no range',
      site: platformSite({ metallb: { addresses: ['192.0.2.200-192.0.2.220'] }, traefik: { address: '192.0.2.230' } }),
      findings: [{ at: 'clusters.home.platform.traefik.address', got: '192.0.2.230' }],
    },
  ],
});

function platformSite(platform: PlatformInput): SiteInput {
  return exampleSiteWith(({ clusters }) => {
    Object.assign(clusters['home']!, { platform });
  });
}

/** Ranges that can be read; the others are told by the construct that renders them. */
function rangesOf(key: string, { metallb }: PlatformInput): Placed<AddressRange>[] {
  return (metallb?.addresses ?? []).flatMap((text, index) => {
    const outcome = parseAddressRange(text);
    return outcome.ok ? [placed(['clusters', key, 'platform', 'metallb', 'addresses', index], outcome.value)] : [];
  });
}

function taken({ at, value }: Placed<AddressRange>, addresses: readonly ReadableAddress[]): Violation[] {
  return addresses
    .filter((address) => address.isOfService !== true && rangeContains(value, address.ip))
    .map(({ ip, whose }) => ({
      at,
      got: `"${value.text}", with the address of ${whose} (${ip.text})`,
      expected: 'addresses of no machine',
    }));
}

/** Ranges of another cluster that give away the same addresses. */
function shared(
  { at, value }: Placed<AddressRange>,
  { key, ranges }: { readonly key: string; readonly ranges: readonly Placed<AddressRange>[] },
): Violation[] {
  return ranges
    .filter((range) => rangesOverlap(range.value, value))
    .map((range) => ({
      at,
      got: `"${value.text}", of which ${key} gives some away too: ${range.value.text}`,
      expected: 'addresses of no other cluster',
    }));
}

function outside(site: SiteInput, key: string, platform: PlatformInput): Violation[] {
  const { at } = placed(['clusters', key, 'platform', 'traefik', 'address'], '');
  const address = readableAddresses(site).find((each) => each.at === at);
  const ranges = rangesOf(key, platform);
  const isGiven = ranges.some(({ value }) => address !== undefined && rangeContains(value, address.ip));
  return address === undefined || ranges.length === 0 || isGiven
    ? []
    : [
        {
          at,
          got: address.ip.text,
          expected: `an address out of ${ranges.map(({ value }) => value.text).join(', ')}`,
        },
      ];
}
