import { parseUtcTime } from '../../constructs/model/utc-time';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { faultOf } from '../engine/site/fault-of';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Until when a Secret may be sealed anew with the same certificate. */
export default defineSiteRule({
  severity: 'error',
  summary: 'the end of the validity of a sealing certificate is a day or a time in UTC',
  why: 'a date that cannot be read, or that means another day in another country, warns nobody before the certificate expires',
  fix: 'copy it from what rackproof seal prints',
  waive: 'never',
  source: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  check: (site) =>
    entriesOf(site.secrets)
      .map(([key, { certificate }]) => placed(['secrets', key, 'certificate', 'notAfter'], certificate.notAfter))
      .flatMap(faultOf(parseUtcTime)),
  valid: [
    { name: 'a time', site: EXAMPLE_SITE },
    {
      name: 'a day',
      site: exampleSiteWith((site) => {
        site.secrets['grafana-admin']!.certificate.notAfter = '2028-02-29';
      }),
    },
  ],
  invalid: [
    {
      name: 'the form that openssl prints',
      site: exampleSiteWith((site) => {
        site.secrets['grafana-admin']!.certificate.notAfter = 'Nov 23 17:44:06 2036 GMT';
      }),
      findings: [{ at: 'secrets.grafana-admin.certificate.notAfter', got: '"Nov 23 17:44:06 2036 GMT"' }],
    },
    {
      name: 'a day that its month does not have',
      site: exampleSiteWith((site) => {
        site.secrets['grafana-admin']!.certificate.notAfter = '2027-02-29';
      }),
      findings: [{ at: 'secrets.grafana-admin.certificate.notAfter', got: '"2027-02-29"' }],
    },
    {
      name: 'a time of another zone',
      site: exampleSiteWith((site) => {
        site.secrets['grafana-admin']!.certificate.notAfter = '2036-11-23T17:44:06+01:00';
      }),
      findings: [{ at: 'secrets.grafana-admin.certificate.notAfter', got: '"2036-11-23T17:44:06+01:00"' }],
    },
  ],
});
