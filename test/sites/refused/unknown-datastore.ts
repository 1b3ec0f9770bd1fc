import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/unknown-datastore', at: 'pve.backups.pbs-main.datastore' };

/** A backup to a datastore that is not there. */
export default exampleSiteWith((site) => {
  site.pve.backups!['pbs-main']!.datastore = 'mian';
});
