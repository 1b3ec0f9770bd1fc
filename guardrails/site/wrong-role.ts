import type { HostInput, SiteInput } from '../../constructs/model';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, nodesOf, placed, type Placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

type RoleReference = Placed<string> & { readonly role: HostInput['role'] };

/** References to a host that must have one role. */
function roleReferences({ pve, databases, ...site }: SiteInput): RoleReference[] {
  const nodes = nodesOf(site).map(({ segments, node }) => ({
    ...placed([...segments, 'host'], node.host),
    role: 'pve' as const,
  }));
  const api = pve === undefined ? [] : [{ ...placed(['pve', 'api'], pve.api), role: 'pve' as const }];
  const backups = entriesOf(pve?.backups).map(([key, { pbs }]) => ({
    ...placed(['pve', 'backups', key, 'pbs'], pbs),
    role: 'pbs' as const,
  }));
  const volumes = entriesOf(site.nfsVolumes).map(([key, { host }]) => ({
    ...placed(['nfsVolumes', key, 'host'], host),
    role: 'nas' as const,
  }));
  const stores = entriesOf(databases).flatMap(([key, { backup }]) =>
    backup === undefined ? [] : [{ ...placed(['databases', key, 'backup', 's3'], backup.s3), role: 's3' as const }],
  );
  return [...nodes, ...api, ...backups, ...volumes, ...stores];
}

/** Virtual machines run on Proxmox VE, their backups go to a Proxmox Backup Server, those of databases to an S3 server. */
export default defineSiteRule({
  severity: 'error',
  summary: 'a reference to a host leads to a host of the role that is needed there',
  why: 'a NAS runs no virtual machine, and only a Proxmox Backup Server takes a backup of Proxmox VE',
  fix: 'name a host of that role',
  waive: 'never',
  source: 'https://pve.proxmox.com/pve-docs/chapter-pvesm.html#storage_pbs',
  check(site) {
    const hosts = new Map(Object.entries(site.hosts));
    return roleReferences(site).flatMap(({ at, value, role }) => {
      const host = hosts.get(value);
      if (host === undefined || host.role === role) {
        return [];
      }
      const fitting = [...hosts].flatMap(([key, candidate]) => (candidate.role === role ? [key] : []));
      const expected = `a host with the role ${role}: ${fitting.join(', ') || 'there is none'}`;
      return [{ at, got: `${value}, which has the role ${host.role}`, expected }];
    });
  },
  valid: [
    { name: 'nodes on Proxmox VE, backups to a Proxmox Backup Server', site: EXAMPLE_SITE },
    {
      name: 'a Service for a host of any role',
      site: exampleSiteWith((site) => {
        site.hostServices['pbs']!.host = 'nas';
      }),
    },
  ],
  invalid: [
    {
      name: 'a node on the NAS',
      site: exampleSiteWith((site) => {
        site.clusters['home']!.nodes['w2']!.host = 'nas';
      }),
      findings: [{ at: 'clusters.home.nodes.w2.host', got: 'nas, which has the role nas' }],
    },
    {
      name: 'backups and API the wrong way round',
      site: exampleSiteWith((site) => {
        site.pve.api = 'pbs';
        site.pve.backups!['pbs-main']!.pbs = 'pve1';
      }),
      findings: [
        { at: 'pve.api', got: 'pbs, which has the role pbs' },
        { at: 'pve.backups.pbs-main.pbs', got: 'pve1, which has the role pve' },
      ],
    },
    {
      name: 'a database that is backed up to the NAS',
      site: exampleSiteWith((site) => {
        site.databases['pg-main']!.backup!.s3 = 'nas';
      }),
      findings: [{ at: 'databases.pg-main.backup.s3', got: 'nas, which has the role nas' }],
    },
  ],
});
