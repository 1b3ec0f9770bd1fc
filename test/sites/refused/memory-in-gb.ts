import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/quantity', at: 'databases.pg-main.memory' };

/** A suffix that people write and Kubernetes does not know. */
export default exampleSiteWith((site) => {
  site.databases['pg-main']!.memory = '2GB';
});
