import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/reserved-namespace', at: 'databases.pg-main.namespace' };

/** A database among the pods of the system, which its namespace would refuse. */
export default exampleSiteWith((site) => {
  const database = site.databases['pg-main']!;
  database.namespace = 'kube-system';
  // Its Secret is only declared in the namespace of the example.
  delete database.backup;
});
