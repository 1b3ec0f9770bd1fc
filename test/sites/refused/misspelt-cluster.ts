import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/unknown-reference', at: 'hostServices.pbs.cluster' };

/** A Service in a cluster that is not there. */
export default exampleSiteWith((site) => {
  site.hostServices['pbs']!.cluster = 'hone';
});
