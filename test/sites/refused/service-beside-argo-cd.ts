import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/reserved-namespace', at: 'hostServices.pbs.namespace' };

/** A Service in the namespace of Argo CD. */
export default exampleSiteWith((site) => {
  site.hostServices['pbs']!.namespace = 'argocd';
});
