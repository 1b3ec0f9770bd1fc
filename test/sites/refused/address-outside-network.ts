import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/address-outside-network', at: 'hosts.nas.address' };

/** A typing error in the third number. */
export default exampleSiteWith((site) => {
  site.hosts['nas']!.address = '192.0.3.22';
});
