import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/reserved-address', at: 'hosts.nas.address' };

/** The last address of the network means everybody in it. */
export default exampleSiteWith((site) => {
  site.hosts['nas']!.address = '192.0.2.255';
});
