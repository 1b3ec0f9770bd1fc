import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/gitops-revision', at: 'clusters.home.gitops.revision' };

/** A revision that Git cannot have. */
export default exampleSiteWith((site) => {
  site.clusters['home']!.gitops.revision = 'main branch';
});
