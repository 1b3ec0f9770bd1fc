import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = {
  rule: 'site/unknown-reference',
  at: 'secrets.grafana-admin.cluster',
};

/** A Secret that was sealed for a cluster of another site. */
export default exampleSiteWith((site) => {
  site.secrets['grafana-admin']!.cluster = 'office';
});
