import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/delivered-by', at: 'clusters.home.gitops.deliveredBy' };

/** Nobody is left who delivers. */
export default exampleSiteWith((site) => {
  site.clusters['home']!.gitops.deliveredBy = 'home';
});
