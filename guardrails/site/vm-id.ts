import type { SiteInput } from '../../constructs/model';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, nodesOf, placed, type Placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Range of VM ids in Proxmox VE. */
const RANGE = { least: 100, most: 999_999_999 } as const;

/** Every VM id, of nodes and of backups. */
function vmIdsOf(site: SiteInput): Placed<number>[] {
  const selected = entriesOf(site.pve?.backups).flatMap(([key, { selection }]) =>
    (selection.vmIds ?? []).map((id, index) => placed(['pve', 'backups', key, 'selection', 'vmIds', index], id)),
  );
  return [...nodesOf(site).map(({ segments, node }) => placed([...segments, 'vmId'], node.vmId)), ...selected];
}

/** A VM id that Proxmox VE accepts. */
export default defineSiteRule({
  severity: 'error',
  summary: 'a VM id is a whole number from 100 to 999999999',
  why: 'Proxmox VE keeps the ids below 100 for itself and refuses everything outside the range',
  fix: 'take a free id of the range',
  waive: 'never',
  source: 'https://pve.proxmox.com/pve-docs/qm.1.html',
  check: (site) =>
    vmIdsOf(site)
      .filter(({ value }) => !Number.isInteger(value) || value < RANGE.least || value > RANGE.most)
      .map(({ at, value }) => ({ at, got: String(value), expected: 'a whole number from 100 to 999999999' })),
  valid: [
    { name: 'ids above 100', site: EXAMPLE_SITE },
    {
      name: 'both ends of the range',
      site: exampleSiteWith((site) => {
        site.clusters['home']!.nodes['w1']!.vmId = 100;
        site.clusters['home']!.nodes['w2']!.vmId = 999_999_999;
      }),
    },
  ],
  invalid: [
    {
      name: 'ids at both sides of the range, and no id at all',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.nodes['cp1']!.vmId = 99;
        clusters['home']!.nodes['w1']!.vmId = 1_000_000_000;
        clusters['home']!.nodes['w2']!.vmId = Number.NaN;
      }),
      findings: [
        { at: 'clusters.home.nodes.cp1.vmId', got: '99' },
        { at: 'clusters.home.nodes.w1.vmId', got: '1000000000' },
        { at: 'clusters.home.nodes.w2.vmId', got: 'NaN' },
      ],
    },
    {
      name: 'the guests of a backup',
      site: exampleSiteWith((site) => {
        site.pve.backups!['pbs-main']!.selection = { vmIds: [101, 10.5] };
      }),
      findings: [{ at: 'pve.backups.pbs-main.selection.vmIds[1]', got: '10.5' }],
    },
  ],
});
