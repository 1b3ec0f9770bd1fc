import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/unknown-s3-flavour', at: 'hosts.s3.flavour' };

/** A server of which nothing is known. */
export default exampleSiteWith((site) => {
  Object.assign(site.hosts['s3']!, { flavour: 'zenko' });
});
