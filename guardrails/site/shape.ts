import { defineSite, type SiteInput } from '../../constructs/model';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { shapeFaults } from '../engine/site/shape';
import { defineSiteRule } from '../rule';

/** A site that no compiler has seen. */
function unchecked(site: Readonly<Record<string, unknown>>): SiteInput {
  return defineSite(site as unknown as SiteInput);
}

/** What the types of the model say also holds for a site that no compiler has seen. */
export default defineSiteRule({
  severity: 'error',
  summary: 'the site has the keys and the types of the site model',
  why: 'what does not fit the model would be left out in silence, or be read as something else, wherever the site is used',
  fix: 'write what is expected; an editor with TypeScript shows the same mistake while you type',
  waive: 'never',
  source: 'https://www.typescriptlang.org/docs/handbook/2/objects.html#excess-property-checks',
  check: (site) => shapeFaults(site).map(({ structural: _structural, ...violation }) => violation),
  valid: [
    { name: 'every part of the model', site: EXAMPLE_SITE },
    {
      name: 'no more than what every site needs',
      site: defineSite({ name: 'bare', domain: 'example.internal', failureDomains: {}, networks: {}, hosts: {} }),
    },
  ],
  invalid: [
    {
      name: 'a misspelt optional key',
      site: exampleSiteWith((site) => {
        Object.assign(site.networks['lan']!, { vlna: 20 });
      }),
      findings: [{ at: 'networks.lan.vlna', got: 'the unknown key "vlna"' }],
    },
    {
      name: 'a misspelt key that is needed: one mistake, not two',
      site: unchecked({ name: 'bare', domain: 'example.internal', failureDomains: {}, network: {}, hosts: {} }),
      findings: [{ at: 'network', got: 'the unknown key "network"' }],
    },
    {
      name: 'a key that is missing, and one of the wrong type',
      site: unchecked({ name: 'bare', domain: 4, failureDomains: {}, networks: {} }),
      findings: [
        { at: 'domain', got: 'a number' },
        { at: 'hosts', got: 'nothing' },
      ],
    },
    {
      name: 'a role that does not exist',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['nas']!, { role: 'nsa' });
      }),
      findings: [{ at: 'hosts.nas.role', got: '"nsa"' }],
    },
    {
      name: 'a backup of all guests and of a pool',
      site: exampleSiteWith((site) => {
        Object.assign(site.pve.backups!['pbs-main']!.selection, { pool: 'prod' });
      }),
      findings: [{ at: 'pve.backups.pbs-main.selection', got: '"all" and "pool"' }],
    },
    {
      name: 'a key without a value: it would take the place of the default',
      site: exampleSiteWith((site) => {
        Object.assign(site.databases['pg-main']!, { instances: undefined });
      }),
      findings: [{ at: 'databases.pg-main.instances', got: 'nothing' }],
    },
  ],
});
