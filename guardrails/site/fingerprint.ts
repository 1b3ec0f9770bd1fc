import { quoted } from '../../constructs/model/text';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** SHA-256 as Proxmox writes it. */
const FINGERPRINT = /^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){31}$/;

/** The same digits in another notation. */
function rewritten(text: string): string | undefined {
  const digits = text.replaceAll(/[^0-9a-fA-F]/g, '');
  return digits.length === 64 && /^[\s:0-9a-fA-F]+$/.test(text)
    ? digits.match(/../g)!.join(':').toLowerCase()
    : undefined;
}

/** Which server it is that backups are sent to. */
export default defineSiteRule({
  severity: 'error',
  summary: 'the fingerprint of a Proxmox Backup Server is 32 pairs of hex digits with colons between them',
  why: 'its certificate is self-signed: without the fingerprint Proxmox VE refuses the server, or trusts any that answers',
  fix: 'copy it from the server: proxmox-backup-manager cert info | grep Fingerprint',
  waive: 'never',
  source: 'https://pve.proxmox.com/pve-docs/chapter-pvesm.html#storage_pbs',
  check: (site) =>
    entriesOf(site.hosts).flatMap(([key, host]) => {
      if (host.role !== 'pbs' || FINGERPRINT.test(host.fingerprint)) {
        return [];
      }
      const { at } = placed(['hosts', key, 'fingerprint'], '');
      const better = rewritten(host.fingerprint);
      const fix = better === undefined ? {} : { fix: `write ${better}` };
      return [{ at, got: quoted(host.fingerprint), expected: '32 pairs of hex digits: ab:cd:…', ...fix }];
    }),
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
  ],
});
