import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/gateway', at: 'networks.lan.gateway' };

/** The router of another network. */
export default exampleSiteWith((site) => {
  site.networks['lan']!.gateway = '192.0.3.1';
});
