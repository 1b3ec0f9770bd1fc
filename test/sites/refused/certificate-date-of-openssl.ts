import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { RefusedBy } from '../refused-by';

export const refusedBy: RefusedBy = {
  rule: 'site/certificate-date',
  at: 'secrets.grafana-admin.certificate.notAfter',
};

/** The date as `openssl x509 -enddate` prints it. */
export default exampleSiteWith((site) => {
  site.secrets['grafana-admin']!.certificate.notAfter = 'Nov 23 17:44:06 2036 GMT';
});
