import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/shape', at: 'networks' };

/** A part that every site has is left out. */
export default exampleSiteWith((site) => {
  Reflect.deleteProperty(site, 'networks');
});
