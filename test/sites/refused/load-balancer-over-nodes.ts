import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = {
  rule: 'site/load-balancer-address',
  at: 'clusters.home.platform.metallb.addresses[0]',
};

/** A block that begins too early. */
export default exampleSiteWith((site) => {
  Object.assign(site.clusters['home']!, { platform: { metallb: { addresses: ['192.0.2.112-192.0.2.127'] } } });
});
