import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { readableAddresses } from '../engine/site/networks';
import { defineSiteRule } from '../rule';

/** Two machines with one address answer in turns. */
export default defineSiteRule({
  severity: 'error',
  summary: 'no two of gateways, hosts, nodes and control planes have the same address',
  why: 'with one address for two machines, connections go to whichever answered last, and break when the other one does',
  fix: 'give one of them a free address',
  waive: 'never',
  source: 'https://www.rfc-editor.org/rfc/rfc5227',
  check(site) {
    const owners = new Map<string, string>();
    return readableAddresses(site).flatMap(({ at, ip, whose }) => {
      const owner = owners.get(ip.text);
      if (owner === undefined) {
        owners.set(ip.text, whose);
        return [];
      }
      return [{ at, got: `${ip.text}, the address of ${owner}`, expected: 'an address of nothing else' }];
    });
  },
  valid: [
    { name: 'an address for each', site: EXAMPLE_SITE },
    {
      name: 'the same last number in two networks',
      site: exampleSiteWith((site) => {
        site.networks['dmz'] = { cidr: '198.51.100.0/24' };
        Object.assign(site.hosts['nas']!, { network: 'dmz', address: '198.51.100.11' });
      }),
    },
  ],
  invalid: [
    {
      name: 'two hosts',
      site: exampleSiteWith((site) => {
        site.hosts['nas']!.address = '192.0.2.20';
      }),
      findings: [{ at: 'hosts.nas.address', got: '192.0.2.20, the address of the host pbs' }],
    },
    {
      name: 'a control plane that borrows the address of its node, and a node that borrows that of the router',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.controlPlaneAddress = '192.0.2.101';
        clusters['home']!.nodes['w1']!.address = '192.0.2.1';
      }),
      findings: [
        { at: 'clusters.home.nodes.cp1.address', got: '192.0.2.101, the address of the control plane of home' },
        { at: 'clusters.home.nodes.w1.address', got: '192.0.2.1, the address of the gateway of lan' },
      ],
    },
    {
      name: 'one IPv6 address in two spellings',
      site: exampleSiteWith((site) => {
        site.networks['v6'] = { cidr: '2001:db8::/64', gateway: '2001:db8::1' };
        Object.assign(site.hosts['nas']!, { network: 'v6', address: '2001:DB8:0:0::1' });
      }),
      findings: [{ at: 'hosts.nas.address', got: '2001:db8::1, the address of the gateway of v6' }],
    },
  ],
});
