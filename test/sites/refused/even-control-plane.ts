import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/even-control-plane', at: 'clusters.home.nodes' };

/** A second member of etcd that may not fail. */
export default exampleSiteWith((site) => {
  const cp2 = { role: 'control-plane', host: 'pve2', vmId: 102, address: '192.0.2.102' } as const;
  site.clusters['home']!.nodes['cp2'] = cp2;
});
