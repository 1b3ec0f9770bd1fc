import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/unknown-reference', at: 'hosts.nas.network' };

/** A host in a network that is not there. */
export default exampleSiteWith((site) => {
  site.hosts['nas']!.network = 'lam';
});
