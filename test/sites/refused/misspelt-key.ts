import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/shape', at: 'networks.lan.vlna' };

/** A key that the model does not know, close to one that it knows. */
export default exampleSiteWith((site) => {
  Object.assign(site.networks['lan']!, { vlna: 20 });
});
