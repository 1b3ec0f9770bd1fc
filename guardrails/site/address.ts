import { parseIp } from '../../constructs/model/ip';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { faultOf } from '../engine/site/fault-of';
import { addressesOf } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Addresses are written one way. */
export default defineSiteRule({
  severity: 'error',
  summary: 'every address of the site is one IPv4 or IPv6 address',
  why: 'a name, a zone or a leading zero is resolved, or read as octal, differently by each program that meets it',
  fix: 'write the bare address; the length of the prefix stands at the network',
  waive: 'never',
  source: 'https://www.rfc-editor.org/rfc/rfc6943#section-3.1.1',
  check: (site) => addressesOf(site).flatMap(faultOf(parseIp)),
  valid: [
    { name: 'IPv4', site: EXAMPLE_SITE },
    {
      name: 'IPv6',
      site: exampleSiteWith((site) => {
        site.networks['v6'] = { cidr: '2001:db8::/64', gateway: '2001:db8::1' };
        Object.assign(site.hosts['nas']!, { network: 'v6', address: '2001:db8::16' });
      }),
    },
  ],
  invalid: [
    {
      name: 'an address with the prefix of its network',
      site: exampleSiteWith((site) => {
        site.hosts['nas']!.address = '192.0.2.22/24';
      }),
      findings: [{ at: 'hosts.nas.address', got: '"192.0.2.22/24"' }],
    },
    {
      name: 'a name, a leading zero, and nothing at all',
      site: exampleSiteWith((site) => {
        site.networks['lan']!.gateway = 'router';
        site.clusters['home']!.controlPlaneAddress = '192.0.2.0100';
        site.clusters['home']!.nodes['w1']!.address = '';
      }),
      findings: [
        { at: 'networks.lan.gateway', got: '"router"' },
        { at: 'clusters.home.controlPlaneAddress', got: '"192.0.2.0100", with the leading zero of "0100"' },
        { at: 'clusters.home.nodes.w1.address', got: 'an empty string' },
      ],
    },
  ],
});
