import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/topology-labels', at: 'clusters.home.topologyLabels.rack' };

/** A label cannot tell two kinds of failure domains apart. */
export default exampleSiteWith((site) => {
  const zone = 'topology.kubernetes.io/zone';
  site.clusters['home']!.topologyLabels = { circuit: zone, rack: zone };
});
