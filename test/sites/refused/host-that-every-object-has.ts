import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/unknown-reference', at: 'hostServices.pbs.host' };

/** `constructor` is a key of every JavaScript object, and of no site. */
export default exampleSiteWith((site) => {
  site.hostServices['pbs']!.host = 'constructor';
});
