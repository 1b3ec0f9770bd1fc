import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = { rule: 'site/platform-needs', at: 'clusters.home.platform.plugin-barman-cloud' };

/** The plugin asks for certificates that nobody makes. */
export default exampleSiteWith((site) => {
  Object.assign(site.clusters['home']!, { platform: { 'cloudnative-pg': {}, 'plugin-barman-cloud': {} } });
});
