import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/control-plane', at: 'clusters.home.nodes' };

/** Workers that nobody directs. */
export default exampleSiteWith((site) => {
  Reflect.deleteProperty(site.clusters['home']!.nodes, 'cp1');
});
