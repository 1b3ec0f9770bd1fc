import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/implausible-size', at: 'databases.pg-main.storage.size' };

/** A size without its unit. */
export default exampleSiteWith((site) => {
  site.databases['pg-main']!.storage.size = '20';
});
