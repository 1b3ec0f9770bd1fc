import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { nodesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** A VM id belongs to one guest of the whole Proxmox VE cluster, whatever Kubernetes cluster it is in. */
export default defineSiteRule({
  severity: 'error',
  summary: 'every virtual machine of the site has a VM id of its own',
  why: 'Proxmox VE names disks and backups by the id: a second guest is refused, or restored over the first',
  fix: 'take a free id',
  waive: 'never',
  source: 'https://pve.proxmox.com/pve-docs/chapter-pvecm.html',
  check(site) {
    const owners = new Map<number, string>();
    return nodesOf(site).flatMap(({ segments, name, node: { vmId } }) => {
      const owner = owners.get(vmId);
      if (owner === undefined) {
        owners.set(vmId, name);
        return [];
      }
      const { at } = placed([...segments, 'vmId'], vmId);
      return [{ at, got: `${vmId}, which ${owner} has`, expected: 'an id of no other virtual machine' }];
    });
  },
  valid: [
    { name: 'three nodes, three ids', site: EXAMPLE_SITE },
    {
      name: 'the id of a node among the guests of a backup',
      site: exampleSiteWith((site) => {
        site.pve.backups!['pbs-main']!.selection = { vmIds: [101, 111] };
      }),
    },
  ],
  invalid: [
    {
      name: 'two nodes of one cluster',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.nodes['w2']!.vmId = 111;
      }),
      findings: [{ at: 'clusters.home.nodes.w2.vmId', got: '111, which w1 has' }],
    },
    {
      name: 'two nodes of two clusters',
      site: exampleSiteWith(({ clusters }) => {
        const home = clusters['home']!;
        clusters['lab'] = { ...home, nodes: { 'lab-cp1': { ...home.nodes['cp1']!, address: '192.0.2.151' } } };
      }),
      findings: [{ at: 'clusters.lab.nodes.lab-cp1.vmId', got: '101, which cp1 has' }],
    },
  ],
});
