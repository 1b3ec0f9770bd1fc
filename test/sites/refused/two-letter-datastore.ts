import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = {
  rule: 'site/name',
  at: 'hosts.pbs.datastores.ds',
};

/** The name of a datastore has three letters or more. */
export default exampleSiteWith((site) => {
  Object.assign(site.hosts['pbs']!, { datastores: { ds: { path: '/mnt/ds' } } });
  site.pve.backups!['pbs-main']!.datastore = 'ds';
});
