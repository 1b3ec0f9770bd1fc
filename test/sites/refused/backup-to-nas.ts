import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/wrong-role', at: 'pve.backups.pbs-main.pbs' };

/** A backup to a host that is no Proxmox Backup Server. */
export default exampleSiteWith((site) => {
  site.pve.backups!['pbs-main']!.pbs = 'nas';
});
