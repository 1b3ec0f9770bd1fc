import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = {
  rule: 'site/gitops-repo',
  at: 'clusters.home.gitops.repoURL',
  alsoSeenBy: ['structure/plaintext-secret'],
};

/** A token that would be written into every Application. */
export default exampleSiteWith((site) => {
  site.clusters['home']!.gitops.repoURL = 'https://bot:not-a-real-token@git.example.internal/site.git';
});
