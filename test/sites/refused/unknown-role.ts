import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/shape', at: 'hosts.nas.role' };

/** A role that no host can have. */
export default exampleSiteWith((site) => {
  Object.assign(site.hosts['nas']!, { role: 'san' });
});
