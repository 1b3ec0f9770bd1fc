import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/datastore-path', at: 'hosts.pbs.datastores.second.path' };

/** A datastore in the folder of another one. */
export default exampleSiteWith((site) => {
  const datastores = { main: { path: '/mnt/datastore' }, second: { path: '/mnt/datastore/second' } };
  Object.assign(site.hosts['pbs']!, { datastores });
});
