import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/vlan', at: 'networks.lan.vlan' };

/** A reserved VLAN id. */
export default exampleSiteWith((site) => {
  site.networks['lan']!.vlan = 4095;
});
