import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/external', at: 'clusters.home.externals[0].reason' };

/** Nobody says who creates it. */
export default exampleSiteWith((site) => {
  site.clusters['home']!.externals![0]!.reason = '';
});
