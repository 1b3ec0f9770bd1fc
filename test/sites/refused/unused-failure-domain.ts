import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/unused', at: 'failureDomains.rack-d' };

/** A rack that no host stands in. */
export default exampleSiteWith((site) => {
  site.failureDomains['rack-d'] = { kind: 'rack' };
});
