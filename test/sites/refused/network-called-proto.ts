import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/name', at: 'networks.__proto__' };

/** A name that JavaScript gives a meaning of its own. */
export default exampleSiteWith((site) => {
  site.networks = { ...site.networks, ['__proto__']: { cidr: '198.51.100.0/24' } };
  Object.assign(site.hosts['nas']!, { network: '__proto__', address: '198.51.100.22' });
});
