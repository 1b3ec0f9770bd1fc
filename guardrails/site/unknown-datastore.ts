import { closest, quoted } from '../../constructs/model/text';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Backups go to a datastore that is there. */
export default defineSiteRule({
  severity: 'error',
  summary: 'a backup names a datastore that its Proxmox Backup Server has',
  why: 'Proxmox VE adds the storage and every backup fails: often nobody looks before one is needed',
  fix: 'write the name of a datastore of that host, or add it there',
  waive: 'never',
  source: 'https://pbs.proxmox.com/docs/storage.html#datastore',
  check(site) {
    const hosts = new Map(Object.entries(site.hosts));
    return entriesOf(site.pve?.backups).flatMap(([key, { pbs, datastore }]) => {
      const host = hosts.get(pbs);
      const names = host?.role === 'pbs' ? Object.keys(host.datastores) : undefined;
      if (names === undefined || names.includes(datastore)) {
        return [];
      }
      const near = closest(datastore, names);
      const { at } = placed(['pve', 'backups', key, 'datastore'], datastore);
      const expected = `a datastore of ${pbs}: ${names.join(', ') || 'there is none'}`;
      return [{ at, got: quoted(datastore), expected, ...(near === undefined ? {} : { fix: `write ${near}` }) }];
    });
  },
  valid: [
    { name: 'the only datastore', site: EXAMPLE_SITE },
    {
      name: 'the second of two',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['pbs']!, { datastores: { main: { path: '/mnt/a' }, slow: { path: '/mnt/b' } } });
        site.pve.backups!['pbs-main']!.datastore = 'slow';
      }),
    },
  ],
  invalid: [
    {
      name: 'a misspelt datastore',
      site: exampleSiteWith((site) => {
        site.pve.backups!['pbs-main']!.datastore = 'mian';
      }),
      findings: [{ at: 'pve.backups.pbs-main.datastore', got: '"mian"' }],
    },
    {
      name: 'a server without datastores, and a word that JavaScript knows',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['pbs']!, { datastores: {} });
        site.pve.backups!['pbs-main']!.datastore = 'toString';
      }),
      findings: [{ at: 'pve.backups.pbs-main.datastore', got: '"toString"' }],
    },
  ],
});
