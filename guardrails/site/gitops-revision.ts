import { parsed, refused, type Parsed } from '../../constructs/model/parsed';
import { quoted } from '../../constructs/model/text';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { faultOf } from '../engine/site/fault-of';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** What `git check-ref-format` refuses in the name of a branch or a tag. */
const REFUSED = /^$|^[-/.]|[/.]$|\.lock(?:\/|$)|\/\.|\.\.|\/\/|@\{|^@$|[\s~^:?*[\\]|[^\x20-\x7e]/;

function parseRevision(text: string): Parsed<string> {
  return REFUSED.test(text)
    ? refused({ got: quoted(text), expected: 'a branch, a tag or a commit, as `git check-ref-format` takes it' })
    : parsed(text);
}

/** Which state of the repository is the cluster's. */
export default defineSiteRule({
  severity: 'error',
  summary: 'the GitOps revision is a branch, a tag or a commit by name',
  why: 'Argo CD takes an empty revision for the default branch, and resolves any other name that Git refuses to nothing',
  fix: 'write the branch that is deployed, often main',
  waive: 'never',
  source: 'https://git-scm.com/docs/git-check-ref-format',
  check: (site) =>
    entriesOf(site.clusters).flatMap(([key, { gitops }]) =>
      faultOf(parseRevision)(placed(['clusters', key, 'gitops', 'revision'], gitops.revision)),
    ),
  valid: [
    { name: 'a branch', site: EXAMPLE_SITE },
    {
      name: 'a branch in a folder',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.gitops.revision = 'env/home-1.2';
      }),
    },
  ],
  invalid: [
    {
      name: 'nothing',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.gitops.revision = '';
      }),
      findings: [{ at: 'clusters.home.gitops.revision', got: '""' }],
    },
    {
      name: 'an option, and a range',
      site: exampleSiteWith(({ clusters }) => {
        const home = clusters['home']!;
        clusters['lab'] = { ...home, gitops: { ...home.gitops, revision: 'main..next' } };
        home.gitops.revision = '--upload-pack=x';
      }),
      findings: [
        { at: 'clusters.home.gitops.revision', got: '"--upload-pack=x"' },
        { at: 'clusters.lab.gitops.revision', got: '"main..next"' },
      ],
    },
  ],
});
