import { VERSIONS } from '../../constructs/model/versions';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Day on which each major ended whose images are no longer built. */
const ENDED: ReadonlyMap<string, string> = new Map(
  Object.entries(VERSIONS.postgresql.majors).flatMap(([major, { current, endOfLife }]): [string, string][] =>
    current === undefined ? [[major, endOfLife]] : [],
  ),
);

/** Judged by what `versions.json` has read, so the same site is judged the same on every day. */
export default defineSiteRule({
  severity: 'error',
  summary: 'PostgreSQL is of a major version that still gets releases',
  why: 'no image is built of it any more: what is found in it from now on stays open, and a lost image does not come back',
  fix: 'restore into a cluster of a newer major, or upgrade this one',
  waive: 'while the upgrade is under way',
  source: 'https://www.postgresql.org/support/versioning/',
  check: (site) =>
    entriesOf(site.databases).flatMap(([key, { version }]) => {
      const major = version.split('.')[0]!;
      const ended = ENDED.get(major);
      const { at } = placed(['databases', key, 'version'], version);
      return ended === undefined
        ? []
        : [{ at, got: `${version}, whose last release was on ${ended}`, expected: 'a major that is maintained' }];
    }),
  valid: [
    { name: 'the newest major', site: EXAMPLE_SITE },
    {
      name: 'the oldest one that is maintained',
      site: exampleSiteWith((site) => {
        site.databases['pg-main']!.version = '14.24';
      }),
    },
  ],
  invalid: [
    {
      name: 'a major that has ended',
      site: exampleSiteWith((site) => {
        site.databases['pg-main']!.version = '13.22';
      }),
      findings: [{ at: 'databases.pg-main.version', got: '13.22, whose last release was on 2025-11-13' }],
    },
    {
      name: 'one of two databases',
      site: exampleSiteWith(({ databases }) => {
        databases['old'] = { ...databases['pg-main']!, version: '13.0' };
      }),
      findings: [{ at: 'databases.old.version', got: '13.0, whose last release was on 2025-11-13' }],
    },
  ],
});
