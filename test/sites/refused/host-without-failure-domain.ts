import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/failure-domains', at: 'hosts.nas.failureDomains' };

/** A host that stands nowhere. */
export default exampleSiteWith((site) => {
  site.hosts['nas']!.failureDomains = [];
});
