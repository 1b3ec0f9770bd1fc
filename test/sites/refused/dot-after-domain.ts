import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/domain', at: 'domain' };

/** A domain as DNS servers write it. */
export default exampleSiteWith((site) => {
  site.domain = 'example.internal.';
});
