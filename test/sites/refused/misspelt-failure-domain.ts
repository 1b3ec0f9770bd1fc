import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/unknown-reference', at: 'hosts.nas.failureDomains[0]' };

/** A host in a rack that is not there. */
export default exampleSiteWith((site) => {
  site.hosts['nas']!.failureDomains = ['rack-d'];
});
