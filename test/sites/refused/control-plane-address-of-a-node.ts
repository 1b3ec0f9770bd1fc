import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/duplicate-address', at: 'clusters.home.nodes.cp1.address' };

/** The shared address is already that of a node. */
export default exampleSiteWith((site) => {
  site.clusters['home']!.controlPlaneAddress = '192.0.2.101';
});
