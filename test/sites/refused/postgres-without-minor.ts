import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = {
  rule: 'site/unknown-version',
  at: 'databases.pg-main.version',
};

/** A major version alone changes under the database. */
export default exampleSiteWith((site) => {
  site.databases['pg-main']!.version = '18';
});
