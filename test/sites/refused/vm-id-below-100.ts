import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/vm-id', at: 'clusters.home.nodes.cp1.vmId' };

/** Proxmox VE keeps the ids below 100. */
export default exampleSiteWith((site) => {
  site.clusters['home']!.nodes['cp1']!.vmId = 99;
});
