import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/cidr', at: 'clusters.home.podCidr' };

/** An address where a range should stand. */
export default exampleSiteWith((site) => {
  site.clusters['home']!.podCidr = '10.244.0.1/16';
});
