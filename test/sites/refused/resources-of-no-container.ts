import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = {
  rule: 'site/platform-setting',
  at: 'clusters.home.platform.cert-manager.resources.web-hook',
};

/** A name that is nearly right. */
export default exampleSiteWith((site) => {
  const resources = { 'web-hook': { cpu: '20m', cpuLimit: '200m', memory: '64Mi' } };
  Object.assign(site.clusters['home']!, { platform: { 'cert-manager': { resources } } });
});
