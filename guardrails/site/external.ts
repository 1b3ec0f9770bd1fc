import type { External, SiteInput, Violation } from '../../constructs/model';
import { quoted } from '../../constructs/model/text';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** `Kind` of the core group, or `group/Kind`. */
const KIND = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Z][A-Za-z0-9]*$/;

function violationsOf({ kind, name, namespace, reason }: External, at: (field: string) => string): Violation[] {
  const empty = [
    ['name', name, 'the name of what lives elsewhere'],
    ['namespace', namespace ?? 'none', 'a namespace; leave it out for a kind without one'],
    ['reason', reason, 'who creates it, and why not this site'],
  ] as const;
  return [
    ...(KIND.test(kind)
      ? []
      : [{ at: at('kind'), got: quoted(kind), expected: 'Kind, or group/Kind without a version' }]),
    ...empty.flatMap(([field, value, expected]) =>
      value.trim() === '' ? [{ at: at(field), got: 'nothing', expected }] : [],
    ),
  ];
}

function externalViolations(site: SiteInput): Violation[] {
  return entriesOf(site.clusters).flatMap(([key, { externals = [] }]) =>
    externals.flatMap((thing, index) =>
      violationsOf(thing, (field) => placed(['clusters', key, 'externals', index, field], '').at),
    ),
  );
}

/** What is said to live elsewhere can be found there. */
export default defineSiteRule({
  severity: 'error',
  summary: 'what a cluster declares to live elsewhere has a kind, a name and a reason',
  why: 'a reference to it is then taken for good: without kind and reason, nobody can look whether it still is',
  fix: 'write the kind with its group, the name, and who creates it',
  waive: 'never',
  source: 'https://kubernetes.io/docs/reference/using-api/api-concepts/',
  check: externalViolations,
  valid: [
    { name: 'a StorageClass and a Namespace', site: EXAMPLE_SITE },
    {
      name: 'a Secret, which has a namespace',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.externals = [
          { kind: 'Secret', namespace: 'databases', name: 's3', reason: 'created by hand, see the runbook' },
        ];
      }),
    },
  ],
  invalid: [
    {
      name: 'a kind with its version, and no reason',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.externals = [{ kind: 'storage.k8s.io/v1/StorageClass', name: 'local', reason: ' ' }];
      }),
      findings: [
        { at: 'clusters.home.externals[0].kind', got: '"storage.k8s.io/v1/StorageClass"' },
        { at: 'clusters.home.externals[0].reason', got: 'nothing' },
      ],
    },
    {
      name: 'a kind in lower case, without name and with an empty namespace',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.externals = [{ kind: 'secret', namespace: '', name: '', reason: 'created by hand' }];
      }),
      findings: [
        { at: 'clusters.home.externals[0].kind', got: '"secret"' },
        { at: 'clusters.home.externals[0].name', got: 'nothing' },
        { at: 'clusters.home.externals[0].namespace', got: 'nothing' },
      ],
    },
  ],
});
