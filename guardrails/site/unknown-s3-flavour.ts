import { S3_FLAVOURS } from '../../constructs/model';
import { alternatives, closest, quoted } from '../../constructs/model/text';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Servers that one can run: the cloud of Amazon is no host of the site. */
const FLAVOURS = S3_FLAVOURS.filter((flavour) => flavour !== 'aws');

/** What an S3 server can do is known by its name only. */
export default defineSiteRule({
  severity: 'error',
  summary: 'the flavour of an S3 host is a server that is known here',
  why: 'whether a bucket keeps versions or locks objects follows from the server: of an unknown one nothing is proved',
  fix: 'write one of the known flavours',
  waive: 'never',
  source: 'https://garagehq.deuxfleurs.fr/documentation/reference-manual/s3-compatibility/',
  check: (site) =>
    entriesOf(site.hosts).flatMap(([key, host]) => {
      if (host.role !== 's3' || FLAVOURS.includes(host.flavour)) {
        return [];
      }
      const near = closest(host.flavour, FLAVOURS);
      const { at } = placed(['hosts', key, 'flavour'], '');
      const fix = near === undefined ? {} : { fix: `write ${near}` };
      return [{ at, got: quoted(host.flavour), expected: alternatives(FLAVOURS), ...fix }];
    }),
  valid: [
    { name: 'Garage', site: EXAMPLE_SITE },
    {
      name: 'Ceph',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['s3']!, { flavour: 'cephRgw', port: 7480 });
      }),
    },
  ],
  invalid: [
    {
      name: 'a misspelt server',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['s3']!, { flavour: 'garrage' });
      }),
      findings: [{ at: 'hosts.s3.flavour', got: '"garrage"' }],
    },
    {
      name: 'a service of a cloud',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['s3']!, { flavour: 'aws' });
      }),
      findings: [{ at: 'hosts.s3.flavour', got: '"aws"' }],
    },
  ],
});
