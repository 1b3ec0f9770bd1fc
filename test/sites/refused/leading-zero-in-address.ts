import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/address', at: 'hosts.nas.address' };

/** Some programs read the last number as octal. */
export default exampleSiteWith((site) => {
  site.hosts['nas']!.address = '192.0.2.022';
});
