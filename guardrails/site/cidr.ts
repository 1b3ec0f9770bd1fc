import { parseCidr } from '../../constructs/model/cidr';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { cidrsOf } from '../engine/site/places';
import { faultOf } from '../engine/site/fault-of';
import { defineSiteRule } from '../rule';

/** Ranges of addresses are written one way. */
export default defineSiteRule({
  severity: 'error',
  summary: 'networks, pod ranges and Service ranges are a network address with its prefix length',
  why: 'a range with host bits set, or without a prefix, means one thing to one program and another to the next',
  fix: 'write the first address of the range, a slash and the length of the prefix',
  waive: 'never',
  source: 'https://www.rfc-editor.org/rfc/rfc4632#section-3.1',
  check: (site) => cidrsOf(site).flatMap(faultOf(parseCidr)),
  valid: [
    { name: 'IPv4', site: EXAMPLE_SITE },
    {
      name: 'IPv6',
      site: exampleSiteWith((site) => {
        site.networks['dmz'] = { cidr: '2001:db8:0:1::/64' };
      }),
    },
  ],
  invalid: [
    {
      name: 'the address of a host in the place of its network',
      site: exampleSiteWith((site) => {
        site.networks['lan']!.cidr = '192.0.2.11/24';
      }),
      findings: [{ at: 'networks.lan.cidr', got: '"192.0.2.11/24", with host bits set' }],
    },
    {
      name: 'no prefix, and a prefix that is too long',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.podCidr = '10.244.0.0';
        clusters['home']!.serviceCidr = '10.96.0.0/33';
      }),
      findings: [
        { at: 'clusters.home.podCidr', got: '"10.244.0.0"' },
        { at: 'clusters.home.serviceCidr', got: '"10.96.0.0/33"' },
      ],
    },
  ],
});
