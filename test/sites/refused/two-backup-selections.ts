import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/shape', at: 'pve.backups.pbs-main.selection' };

/** Every guest, and the guests of a pool: one of them is meant. */
export default exampleSiteWith((site) => {
  Object.assign(site.pve.backups!['pbs-main']!.selection, { pool: 'prod' });
});
