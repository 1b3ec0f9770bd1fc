import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/shape', at: 'hosts' };

/** A Map looks like an object without keys. */
export default exampleSiteWith((site) => {
  Object.assign(site, { hosts: new Map(Object.entries(site.hosts)) });
});
