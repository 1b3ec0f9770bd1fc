import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/name', at: 'hosts.NAS' };

/** Host names are names in DNS. */
export default exampleSiteWith((site) => {
  const { nas, ...others } = site.hosts;
  site.hosts = { ...others, NAS: nas! };
});
