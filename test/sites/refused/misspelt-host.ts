import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/unknown-reference', at: 'clusters.home.nodes.w2.host' };

/** A node on a host that is not there. */
export default exampleSiteWith((site) => {
  site.clusters['home']!.nodes['w2']!.host = 'pve3';
});
