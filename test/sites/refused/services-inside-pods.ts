import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/overlapping-cidrs', at: 'clusters.home.serviceCidr' };

/** Services in the range of the pods. */
export default exampleSiteWith((site) => {
  site.clusters['home']!.serviceCidr = '10.244.64.0/20';
});
