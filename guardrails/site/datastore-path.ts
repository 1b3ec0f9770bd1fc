import { posix } from 'node:path';
import { quoted } from '../../constructs/model/text';
import type { SiteInput } from '../../constructs/model';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, placed, type Placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

type DatastorePath = Placed<string> & { readonly host: string };

function pathsOf(site: SiteInput): DatastorePath[] {
  return entriesOf(site.hosts).flatMap(([host, input]) =>
    input.role === 'pbs'
      ? entriesOf(input.datastores).map(([name, { path }]) => ({
          ...placed(['hosts', host, 'datastores', name, 'path'], path),
          host,
        }))
      : [],
  );
}

/** Absolute, below a folder, and written one way. */
function isClean(path: string): boolean {
  return path.length > 1 && posix.isAbsolute(path) && posix.normalize(path) === path && /^[\w./@+-]+[^/]$/.test(path);
}

/** Whether the datastores would hold each other's files. */
function nested(a: string, b: string): boolean {
  return `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);
}

/** A datastore has a folder of its own. */
export default defineSiteRule({
  severity: 'error',
  summary: 'the path of a datastore is an absolute folder that no other datastore of the host lies in',
  why: 'garbage collection of one datastore deletes chunks that it does not know: those of another one in its folder',
  fix: 'give each datastore a folder of its own, best a file system of its own',
  waive: 'never',
  source: 'https://pbs.proxmox.com/docs/storage.html#datastore',
  check: (site) =>
    pathsOf(site).flatMap(({ at, value, host }, index, all) => {
      if (!isClean(value)) {
        return [{ at, got: quoted(value), expected: 'an absolute path without empty parts, `.`, `..` and spaces' }];
      }
      const other = all.slice(0, index).find((earlier) => earlier.host === host && nested(earlier.value, value));
      return other === undefined
        ? []
        : [{ at, got: `${value}, while ${other.at} is ${other.value}`, expected: 'apart' }];
    }),
  valid: [
    { name: 'a folder', site: EXAMPLE_SITE },
    {
      name: 'two folders side by side, one name the beginning of the other',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['pbs']!, {
          datastores: { main: { path: '/mnt/main' }, two: { path: '/mnt/main-2' } },
        });
      }),
    },
  ],
  invalid: [
    {
      name: 'a path that leads elsewhere',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['pbs']!, {
          datastores: { main: { path: 'mnt/main' }, two: { path: '/mnt/../etc' }, three: { path: '/' } },
        });
      }),
      findings: [
        { at: 'hosts.pbs.datastores.main.path', got: '"mnt/main"' },
        { at: 'hosts.pbs.datastores.two.path', got: '"/mnt/../etc"' },
        { at: 'hosts.pbs.datastores.three.path', got: '"/"' },
      ],
    },
    {
      name: 'a datastore inside another',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['pbs']!, { datastores: { main: { path: '/mnt/a' }, two: { path: '/mnt/a/two' } } });
      }),
      findings: [
        { at: 'hosts.pbs.datastores.two.path', got: '/mnt/a/two, while hosts.pbs.datastores.main.path is /mnt/a' },
      ],
    },
  ],
});
