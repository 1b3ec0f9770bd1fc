import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Twelve bits, without the two values that are reserved. */
export default defineSiteRule({
  severity: 'error',
  summary: 'a VLAN id is a whole number from 1 to 4094',
  why: 'the tag has twelve bits, of which 0 and 4095 are reserved: a switch refuses anything else, or drops its frames',
  fix: 'write the id that the switch has for this network, or leave it out for an untagged one',
  waive: 'never',
  source: 'https://pve.proxmox.com/pve-docs/qm.1.html',
  check: (site) =>
    entriesOf(site.networks).flatMap(([key, { vlan }]) =>
      vlan === undefined || (Number.isInteger(vlan) && vlan >= 1 && vlan <= 4094)
        ? []
        : [
            {
              at: placed(['networks', key, 'vlan'], vlan).at,
              got: String(vlan),
              expected: 'a whole number from 1 to 4094',
            },
          ],
    ),
  valid: [
    { name: 'untagged', site: EXAMPLE_SITE },
    {
      name: 'the last id',
      site: exampleSiteWith((site) => {
        site.networks['lan']!.vlan = 4094;
      }),
    },
  ],
  invalid: [
    {
      name: 'the id that means no VLAN',
      site: exampleSiteWith((site) => {
        site.networks['lan']!.vlan = 0;
      }),
      findings: [{ at: 'networks.lan.vlan', got: '0' }],
    },
    {
      name: 'the reserved id',
      site: exampleSiteWith((site) => {
        site.networks['lan']!.vlan = 4095;
      }),
      findings: [{ at: 'networks.lan.vlan', got: '4095' }],
    },
  ],
});
