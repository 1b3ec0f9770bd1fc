import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/shape', at: 'clusters.home.nodes.w1.vmId' };

/** A number in quotes. */
export default exampleSiteWith((site) => {
  Object.assign(site.clusters['home']!.nodes['w1']!, { vmId: '111' });
});
