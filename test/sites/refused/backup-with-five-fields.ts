import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/database-backup', at: 'databases.pg-main.backup.schedule' };

/** The schedule of a CronJob: the operator would read hours as minutes. */
export default exampleSiteWith((site) => {
  site.databases['pg-main']!.backup!.schedule = '30 2 * * *';
});
