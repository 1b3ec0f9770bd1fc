import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/overlapping-cidrs', at: 'clusters.lab.podCidr' };

/** Two clusters in one network whose pods have the same addresses. */
export default exampleSiteWith((site) => {
  const lab = { role: 'control-plane', host: 'pve2', vmId: 201, address: '192.0.2.151' } as const;
  const home = site.clusters['home']!;
  site.clusters['lab'] = { ...home, controlPlaneAddress: '192.0.2.150', nodes: { 'lab-cp1': lab } };
});
