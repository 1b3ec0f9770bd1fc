import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = {
  rule: 'site/sealed-data',
  at: 'secrets.grafana-admin.encryptedData.admin-password',
};

/** A password where a sealed one should stand. */
export default exampleSiteWith((site) => {
  site.secrets['grafana-admin']!.encryptedData = { 'admin-password': 'not-a-real-password' };
});
