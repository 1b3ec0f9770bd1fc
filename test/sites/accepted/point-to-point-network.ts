import { exampleSiteWith } from '../../../guardrails/engine/example-site';

/** A network of two addresses, both of them of machines. */
export default exampleSiteWith((site) => {
  site.networks['link'] = { cidr: '198.51.100.0/31', gateway: '198.51.100.0' };
  Object.assign(site.hosts['nas']!, { network: 'link', address: '198.51.100.1' });
});
