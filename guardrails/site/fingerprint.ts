import type { SiteInput } from '../../constructs/model';
import { parseFingerprint } from '../../constructs/model/fingerprint';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { faultOf } from '../engine/site/fault-of';
import { entriesOf, placed, type Placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

function fingerprintsOf(site: SiteInput): Placed<string>[] {
  return [
    ...entriesOf(site.hosts).flatMap(([key, host]) =>
      host.role === 'pbs' ? [placed(['hosts', key, 'fingerprint'], host.fingerprint)] : [],
    ),
    ...entriesOf(site.secrets).map(([key, { certificate }]) =>
      placed(['secrets', key, 'certificate', 'fingerprint'], certificate.fingerprint),
    ),
  ];
}

/** Which server it is that backups are sent to, and which key opens a Secret. */
export default defineSiteRule({
  severity: 'error',
  summary: 'the fingerprint of a certificate is 32 pairs of hex digits with colons between them',
  why: 'the certificate of a backup server is self-signed: without the fingerprint Proxmox VE refuses the server, or trusts any that answers; of a sealed Secret it tells which key opens it',
  fix: 'copy it: from the server with proxmox-backup-manager cert info | grep Fingerprint, of a certificate with openssl x509 -noout -fingerprint -sha256 -in FILE',
  waive: 'never',
  source: 'https://pve.proxmox.com/pve-docs/chapter-pvesm.html#storage_pbs',
  check: (site) => fingerprintsOf(site).flatMap(faultOf(parseFingerprint)),
  valid: [
    { name: 'lower case', site: EXAMPLE_SITE },
    {
      name: 'upper case',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['pbs']!, { fingerprint: Array.from({ length: 32 }, () => 'AB').join(':') });
      }),
    },
  ],
  invalid: [
    {
      name: 'a SHA-1 fingerprint: 20 pairs',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['pbs']!, { fingerprint: Array.from({ length: 20 }, () => 'ab').join(':') });
      }),
      findings: [{ at: 'hosts.pbs.fingerprint', got: `"${Array.from({ length: 20 }, () => 'ab').join(':')}"` }],
    },
    {
      name: 'no colons',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['pbs']!, { fingerprint: 'ab'.repeat(32) });
      }),
      findings: [{ at: 'hosts.pbs.fingerprint', got: `"${'ab'.repeat(32)}"` }],
    },
    {
      name: 'the first digits of the certificate that a Secret was sealed with',
      site: exampleSiteWith((site) => {
        site.secrets['grafana-admin']!.certificate.fingerprint = 'CD:CD:CD:CD';
      }),
      findings: [{ at: 'secrets.grafana-admin.certificate.fingerprint', got: '"CD:CD:CD:CD"' }],
    },
  ],
});
