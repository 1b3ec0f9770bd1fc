import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = {
  rule: 'site/fingerprint',
  at: 'hosts.pbs.fingerprint',
};

/** The fingerprint that older tools show. */
export default exampleSiteWith((site) => {
  Object.assign(site.hosts['pbs']!, { fingerprint: Array.from({ length: 20 }, () => 'ab').join(':') });
});
