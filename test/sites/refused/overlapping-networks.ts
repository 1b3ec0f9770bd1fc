import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/overlapping-cidrs', at: 'networks.upper.cidr' };

/** The upper half of a network as a network of its own. */
export default exampleSiteWith((site) => {
  site.networks['upper'] = { cidr: '192.0.2.128/25' };
  Object.assign(site.hosts['nas']!, { network: 'upper', address: '192.0.2.222' });
});
