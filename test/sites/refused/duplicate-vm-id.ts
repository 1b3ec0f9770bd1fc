import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/duplicate-vm-id', at: 'clusters.home.nodes.w2.vmId' };

/** Two virtual machines with one id. */
export default exampleSiteWith((site) => {
  site.clusters['home']!.nodes['w2']!.vmId = 111;
});
