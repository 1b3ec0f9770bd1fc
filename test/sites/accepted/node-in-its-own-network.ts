import { exampleSiteWith } from '../../../guardrails/engine/example-site';

/** A node in another network than its cluster, behind a VLAN. */
export default exampleSiteWith((site) => {
  site.networks['dmz'] = { cidr: '198.51.100.0/24', gateway: '198.51.100.1', vlan: 4094 };
  Object.assign(site.clusters['home']!.nodes['w2']!, { network: 'dmz', address: '198.51.100.112' });
});
