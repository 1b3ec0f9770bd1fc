import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/gitops-path', at: 'clusters.home.gitops.path' };

/** A path on the machine of whoever wrote it. */
export default exampleSiteWith((site) => {
  site.clusters['home']!.gitops.path = '/srv/site/dist';
});
