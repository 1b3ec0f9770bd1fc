import { containsIp } from '../../constructs/model/cidr';
import { parseIp } from '../../constructs/model/ip';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { readableNetworks } from '../engine/site/networks';
import { gatewaysOf } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** A router that is not on the wire routes nothing. */
export default defineSiteRule({
  severity: 'error',
  summary: 'the gateway of a network is an address inside it',
  why: 'a machine asks for the gateway on its own wire: one outside the network leaves it without a way out',
  fix: 'write the address that the router has in this network',
  waive: 'when the route to the gateway is set by hand on every machine of the network',
  source: 'https://www.rfc-editor.org/rfc/rfc1122#page-47',
  check(site) {
    const networks = readableNetworks(site);
    return gatewaysOf(site).flatMap(({ at, value, network }) => {
      const cidr = networks.get(network);
      const ip = parseIp(value);
      return cidr === undefined || !ip.ok || containsIp(cidr, ip.value)
        ? []
        : [{ at, got: ip.value.text, expected: `an address of ${cidr.text}` }];
    });
  },
  valid: [
    { name: 'the first address', site: EXAMPLE_SITE },
    {
      name: 'a network without a router',
      site: exampleSiteWith((site) => {
        site.networks['storage'] = { cidr: '198.51.100.0/24' };
      }),
    },
  ],
  invalid: [
    {
      name: 'the router of the neighbour',
      site: exampleSiteWith((site) => {
        site.networks['lan']!.gateway = '192.0.3.1';
      }),
      findings: [{ at: 'networks.lan.gateway', got: '192.0.3.1' }],
    },
    {
      name: 'a router of the other family',
      site: exampleSiteWith((site) => {
        site.networks['lan']!.gateway = '2001:db8::1';
      }),
      findings: [{ at: 'networks.lan.gateway', got: '2001:db8::1' }],
    },
  ],
});
