import type { SiteInput } from '../../constructs/model';
import { parsed, refused, type Parsed } from '../../constructs/model/parsed';
import { alternatives, quoted } from '../../constructs/model/text';
import { VERSIONS, type PostgresMajor } from '../../constructs/model/versions';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { faultOf } from '../engine/site/fault-of';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

const MINORS = VERSIONS.kubernetes.minors;

const MAJORS: ReadonlyMap<string, PostgresMajor> = new Map(Object.entries(VERSIONS.postgresql.majors));

/** Newest minor of each major whose images are built. */
const CURRENT = [...MAJORS.values()].flatMap(({ current }) => (current === undefined ? [] : [current]));

function parseKubernetes(value: string): Parsed<string> {
  if (MINORS.includes(value)) {
    return parsed(value);
  }
  const minor = /^v?(\d+\.\d+)(\.\d+.*)?$/.exec(value)?.[1];
  const fix =
    minor !== undefined && MINORS.includes(minor) ? { fix: `write ${minor}: the patch is chosen elsewhere` } : {};
  return refused({ got: quoted(value), expected: `a minor with schemas here: ${alternatives(MINORS)}`, ...fix });
}

/** Whether a release is out, as far as is known of its major; of a major that has ended every minor is. */
function isReleased(version: string): boolean {
  const [, major = '', minor = ''] = /^([1-9]\d*)\.(0|[1-9]\d*)$/.exec(version) ?? [];
  const known = MAJORS.get(major);
  const newest = known?.current?.split('.')[1] ?? minor;
  return known !== undefined && Number(minor) <= Number(newest);
}

/** A release of a known major; whether the major is still maintained is a rule of its own. */
function parsePostgres(value: string): Parsed<string> {
  if (isReleased(value)) {
    return parsed(value);
  }
  const expected = `major and minor of a release: ${CURRENT.join(', ')} or an older minor of one of them`;
  const current = MAJORS.get(value)?.current;
  return refused({ got: quoted(value), expected, ...(current === undefined ? {} : { fix: `write ${current}` }) });
}

function violationsOf(site: SiteInput): ReturnType<ReturnType<typeof faultOf>> {
  return [
    ...entriesOf(site.clusters).flatMap(([key, { kubernetes }]) =>
      faultOf(parseKubernetes)(placed(['clusters', key, 'kubernetes'], kubernetes)),
    ),
    ...entriesOf(site.databases).flatMap(([key, { version }]) =>
      faultOf(parsePostgres)(placed(['databases', key, 'version'], version)),
    ),
  ];
}

/** Nothing is claimed of a version whose schemas nobody has read. */
export default defineSiteRule({
  severity: 'error',
  summary: 'Kubernetes and PostgreSQL have a version that exists and is known here',
  why: 'an image of a release that does not exist is never pulled, and objects cannot be checked without their schemas',
  fix: 'write one of the versions that are expected; versions.json says where they were read',
  waive: 'never',
  source: 'https://www.postgresql.org/support/versioning/',
  check: violationsOf,
  valid: [
    { name: 'versions of today', site: EXAMPLE_SITE },
    {
      name: 'an older minor of a major that is maintained',
      site: exampleSiteWith((site) => {
        site.databases['pg-main']!.version = '17.0';
      }),
    },
  ],
  invalid: [
    {
      name: 'a minor of Kubernetes without schemas, and one with its patch',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.kubernetes = '1.12';
        clusters['lab'] = { ...clusters['home']!, kubernetes: 'v1.35.4' };
      }),
      findings: [
        { at: 'clusters.home.kubernetes', got: '"1.12"' },
        { at: 'clusters.lab.kubernetes', got: '"v1.35.4"' },
      ],
    },
    {
      name: 'a major of PostgreSQL alone, a minor that is not released, and words that JavaScript knows',
      site: exampleSiteWith(({ databases }) => {
        databases['b'] = { ...databases['pg-main']!, version: '18.99' };
        databases['c'] = { ...databases['pg-main']!, version: 'constructor' };
        databases['pg-main']!.version = '18';
      }),
      findings: [
        { at: 'databases.pg-main.version', got: '"18"' },
        { at: 'databases.b.version', got: '"18.99"' },
        { at: 'databases.c.version', got: '"constructor"' },
      ],
    },
  ],
});
