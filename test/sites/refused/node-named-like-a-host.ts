import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/duplicate-name', at: 'clusters.home.nodes.pve2' };

/** A node and a host share a domain, so they cannot share a name. */
export default exampleSiteWith((site) => {
  const { w2, ...others } = site.clusters['home']!.nodes;
  site.clusters['home']!.nodes = { ...others, pve2: w2! };
});
