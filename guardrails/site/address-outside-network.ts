import { containsIp } from '../../constructs/model/cidr';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { readableAddresses, readableNetworks } from '../engine/site/networks';
import { gatewaysOf } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** A machine answers only in the network that it is plugged into. */
export default defineSiteRule({
  severity: 'error',
  summary: 'hosts, nodes and control planes have an address of the network that they name',
  why: 'a machine with an address of another network is reached by nobody, and policies and firewalls open the wrong door',
  fix: 'give it an address of its network, or name the network of its address',
  waive: 'never',
  source: 'https://www.rfc-editor.org/rfc/rfc1122#page-27',
  check(site) {
    const networks = readableNetworks(site);
    const gateways = new Set(gatewaysOf(site).map(({ at }) => at));
    return readableAddresses(site).flatMap(({ at, ip, network }) => {
      const cidr = networks.get(network);
      return cidr === undefined || gateways.has(at) || containsIp(cidr, ip)
        ? []
        : [{ at, got: ip.text, expected: `an address of the network ${network}, ${cidr.text}` }];
    });
  },
  valid: [
    { name: 'everything in one network', site: EXAMPLE_SITE },
    {
      name: 'a node in a network of its own',
      site: exampleSiteWith((site) => {
        site.networks['dmz'] = { cidr: '198.51.100.0/24' };
        Object.assign(site.clusters['home']!.nodes['w2']!, { network: 'dmz', address: '198.51.100.12' });
      }),
    },
  ],
  invalid: [
    {
      name: 'a host that was moved to another network and kept its address',
      site: exampleSiteWith((site) => {
        site.networks['dmz'] = { cidr: '198.51.100.0/24' };
        site.hosts['nas']!.network = 'dmz';
      }),
      findings: [{ at: 'hosts.nas.address', got: '192.0.2.22' }],
    },
    {
      name: 'a control plane and a node of another network, and of another family',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.controlPlaneAddress = '192.0.3.100';
        clusters['home']!.nodes['w2']!.address = '2001:db8::1';
      }),
      findings: [
        { at: 'clusters.home.controlPlaneAddress', got: '192.0.3.100' },
        { at: 'clusters.home.nodes.w2.address', got: '2001:db8::1' },
      ],
    },
  ],
});
