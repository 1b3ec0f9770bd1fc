import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/overlapping-cidrs', at: 'clusters.home.podCidr' };

/** A network in the middle of the range of the pods. */
export default exampleSiteWith((site) => {
  site.networks['iot'] = { cidr: '10.244.7.0/24' };
  Object.assign(site.hosts['nas']!, { network: 'iot', address: '10.244.7.22' });
});
