import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/wrong-role', at: 'clusters.home.nodes.w2.host' };

/** A virtual machine on a host that runs none. */
export default exampleSiteWith((site) => {
  site.clusters['home']!.nodes['w2']!.host = 'nas';
});
