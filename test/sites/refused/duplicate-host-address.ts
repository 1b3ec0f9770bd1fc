import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/duplicate-address', at: 'hosts.nas.address' };

/** Two hosts with one address. */
export default exampleSiteWith((site) => {
  site.hosts['nas']!.address = '192.0.2.20';
});
