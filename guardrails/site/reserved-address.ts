import type { Cidr } from '../../constructs/model/cidr';
import type { IpAddress } from '../../constructs/model/ip';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { readableAddresses, readableNetworks } from '../engine/site/networks';
import { defineSiteRule } from '../rule';

/** Shortest prefix of a point-to-point link, whose two addresses are both of machines. */
const POINT_TO_POINT: Readonly<Record<4 | 6, number>> = { 4: 31, 6: 127 };

/** What an address means to everybody in its network, if not one machine. */
function meaningOf(ip: IpAddress, { family, first, last, prefix }: Cidr): string | undefined {
  if (ip.family !== family || prefix >= POINT_TO_POINT[family]) {
    return undefined;
  }
  if (ip.value === first.value) {
    return family === 4 ? 'the address of the network itself' : 'the address of every router of the network';
  }
  return family === 4 && ip.value === last.value ? 'the broadcast address of the network' : undefined;
}

/** The first and the last address of a network are nobody's. */
export default defineSiteRule({
  severity: 'error',
  summary: 'no machine has the address of its network or its broadcast address',
  why: 'the first means the network and the last means everybody in it: a machine that has one is never reached alone',
  fix: 'take an address between the two',
  waive: 'never',
  source: 'https://www.rfc-editor.org/rfc/rfc1122#page-29',
  check(site) {
    const networks = readableNetworks(site);
    return readableAddresses(site).flatMap(({ at, ip, network }) => {
      const cidr = networks.get(network);
      const meaning = cidr === undefined ? undefined : meaningOf(ip, cidr);
      return meaning === undefined
        ? []
        : [{ at, got: `${ip.text}, ${meaning}`, expected: 'an address of one machine' }];
    });
  },
  valid: [
    { name: 'addresses between the two', site: EXAMPLE_SITE },
    {
      name: 'both ends of a link of two',
      site: exampleSiteWith((site) => {
        site.networks['link'] = { cidr: '198.51.100.0/31', gateway: '198.51.100.0' };
        Object.assign(site.hosts['nas']!, { network: 'link', address: '198.51.100.1' });
      }),
    },
    {
      name: 'the last address of an IPv6 network, which has no broadcast',
      site: exampleSiteWith((site) => {
        site.networks['v6'] = { cidr: '2001:db8::/64' };
        Object.assign(site.hosts['nas']!, { network: 'v6', address: '2001:db8::ffff:ffff:ffff:ffff' });
      }),
    },
  ],
  invalid: [
    {
      name: 'both ends of a network',
      site: exampleSiteWith((site) => {
        site.networks['lan']!.gateway = '192.0.2.0';
        site.hosts['nas']!.address = '192.0.2.255';
      }),
      findings: [
        { at: 'networks.lan.gateway', got: '192.0.2.0, the address of the network itself' },
        { at: 'hosts.nas.address', got: '192.0.2.255, the broadcast address of the network' },
      ],
    },
    {
      name: 'the first address of an IPv6 network',
      site: exampleSiteWith((site) => {
        site.networks['v6'] = { cidr: '2001:db8::/64' };
        Object.assign(site.hosts['nas']!, { network: 'v6', address: '2001:db8::' });
      }),
      findings: [{ at: 'hosts.nas.address', got: '2001:db8::, the address of every router of the network' }],
    },
  ],
});
