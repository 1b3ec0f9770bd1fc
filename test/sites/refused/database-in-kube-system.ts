import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/reserved-namespace', at: 'databases.pg-main.namespace' };

/** A database among the pods of the system, which its namespace would refuse. */
export default exampleSiteWith((site) => {
  site.databases['pg-main']!.namespace = 'kube-system';
  site.clusters['home']!.externals!.push({
    kind: 'Secret',
    namespace: 'kube-system',
    name: 'pg-main-s3',
    reason: 'made by hand',
  });
});
