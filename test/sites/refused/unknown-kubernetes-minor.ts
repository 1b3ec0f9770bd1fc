import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/unknown-version', at: 'clusters.home.kubernetes' };

/** A minor of Kubernetes whose schemas nobody has read here. */
export default exampleSiteWith((site) => {
  site.clusters['home']!.kubernetes = '1.99';
});
