import type { Violation } from '../../constructs/model';
import { quoted } from '../../constructs/model/text';
import { EXAMPLE_SITE, exampleSiteWith, type ExampleSite } from '../engine/example-site';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Somebody has to run the Argo CD that delivers. */
export default defineSiteRule({
  severity: 'error',
  summary: 'a cluster is delivered by the Argo CD of a cluster that has one of its own',
  why: 'nobody applies the Applications of a cluster that is delivered by itself through another one, or by one that waits likewise',
  fix: 'name the cluster that Argo CD runs in, or leave deliveredBy out',
  waive: 'never',
  source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters',
  check: ({ clusters }) => {
    const byKey = new Map(entriesOf(clusters));
    return entriesOf(clusters).flatMap(([key, { gitops, platform }]): Violation[] => {
      const { deliveredBy } = gitops;
      if (deliveredBy === undefined) {
        return [];
      }
      const { at } = placed(['clusters', key, 'gitops', 'deliveredBy'], '');
      const expected = 'a cluster with an Argo CD of its own';
      if (platform?.['argo-cd'] !== undefined) {
        return [{ at, got: `${quoted(deliveredBy)}, while argo-cd is in the platform`, expected: 'one of the two' }];
      }
      const twin = entriesOf(clusters).find(
        ([also, given]) => given.gitops.deliveredBy === deliveredBy && key.startsWith(`${also}-`),
      );
      if (twin !== undefined) {
        const got = `the key ${quoted(key)}, which begins like the names of ${twin[0]}: ${twin[0]}-`;
        return [{ at, got, expected: 'a key that no other cluster of this Argo CD begins' }];
      }
      const other = byKey.get(deliveredBy)?.gitops.deliveredBy;
      return other === undefined ? [] : [{ at, got: `${quoted(deliveredBy)}, which ${other} delivers`, expected }];
    });
  },
  valid: [
    { name: 'one cluster', site: EXAMPLE_SITE },
    { name: 'a second one, delivered by the first', site: second({ deliveredBy: 'home' }) },
  ],
  invalid: [
    {
      name: 'a cluster that delivers itself',
      site: second({ deliveredBy: 'lab' }),
      findings: [{ at: 'clusters.lab.gitops.deliveredBy', got: '"lab", which lab delivers' }],
    },
    {
      name: 'two clusters that wait for each other',
      site: second({ deliveredBy: 'home' }, ({ clusters }) => {
        clusters['home']!.gitops.deliveredBy = 'lab';
      }),
      findings: [{ at: 'clusters.home.gitops.deliveredBy' }, { at: 'clusters.lab.gitops.deliveredBy' }],
    },
    {
      name: 'two clusters whose Applications would share names',
      site: second({ deliveredBy: 'home' }, ({ clusters }) => {
        clusters['lab-postgres'] = structuredClone(clusters['lab']!);
      }),
      findings: [{ at: 'clusters.lab-postgres.gitops.deliveredBy' }],
    },
    {
      name: 'an Argo CD of its own, that nobody asks for',
      site: second({ deliveredBy: 'home' }, ({ clusters }) => {
        Object.assign(clusters['lab']!, { platform: { 'argo-cd': { host: 'argocd.example.internal' } } });
      }),
      findings: [{ at: 'clusters.lab.gitops.deliveredBy' }],
    },
  ],
});

function second(
  gitops: { readonly deliveredBy: string },
  change: (site: ExampleSite) => void = () => undefined,
): typeof EXAMPLE_SITE {
  return exampleSiteWith((site) => {
    const home = site.clusters['home']!;
    site.clusters['lab'] = { ...structuredClone(home), gitops: { ...home.gitops, ...gitops } };
    change(site);
  });
}
