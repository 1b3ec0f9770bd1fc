import { posix } from 'node:path';
import { parsed, refused, type Parsed } from '../../constructs/model/parsed';
import { quoted } from '../../constructs/model/text';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { faultOf } from '../engine/site/fault-of';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

function parseRepositoryPath(text: string): Parsed<string> {
  const fault = pathFault(text);
  const fix = repaired(text);
  return fault === undefined
    ? parsed(text)
    : refused({ got: quoted(text), expected: fault, ...(fix === undefined ? {} : { fix: `write ${fix}` }) });
}

function pathFault(text: string): string | undefined {
  const parts = text.split('/');
  if (text === '' || text.startsWith('/') || /^[A-Za-z]:|^~/.test(text)) {
    return 'a path relative to the root of the repository; `.` is the root itself';
  }
  if (parts.includes('..') || parts.some((part) => part.toLowerCase() === '.git')) {
    return 'a path inside the repository, without `..` and `.git`';
  }
  if (/\\|[^\x20-\x7e]/.test(text)) {
    return 'forward slashes and printable ASCII only';
  }
  return text === '.' || parts.every((part) => part !== '' && part !== '.')
    ? undefined
    : 'a path without empty parts and `.`';
}

/** The same path without what is too much, where it cannot have been meant otherwise. */
function repaired(text: string): string | undefined {
  const path = posix.normalize(text.replaceAll('\\', '/')).replace(/\/$/, '');
  return text !== '' && path !== text && pathFault(path) === undefined ? path : undefined;
}

/** The output lies inside the repository that Argo CD reads. */
export default defineSiteRule({
  severity: 'error',
  summary: 'the GitOps path is relative, with forward slashes, and stays inside the repository',
  why: 'Argo CD refuses a path outside the repository: no Application of the cluster is ever synchronised',
  fix: 'write the folder of the output as seen from the root of the repository',
  waive: 'never',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/',
  check: (site) =>
    entriesOf(site.clusters).flatMap(
      ([
        key,
        {
          gitops: { path },
        },
      ]) => (path === undefined ? [] : faultOf(parseRepositoryPath)(placed(['clusters', key, 'gitops', 'path'], path))),
    ),
  valid: [
    { name: 'the default', site: EXAMPLE_SITE },
    {
      name: 'the root of the repository',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.gitops.path = '.';
      }),
    },
    {
      name: 'a folder of a folder, one of them hidden',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.gitops.path = 'infra/.rendered/home';
      }),
    },
  ],
  invalid: [
    {
      name: 'an absolute path, and one that leads out of the repository',
      site: exampleSiteWith(({ clusters }) => {
        const home = clusters['home']!;
        clusters['lab'] = { ...home, gitops: { ...home.gitops, path: 'dist/../../other' } };
        home.gitops.path = '/dist';
      }),
      findings: [
        { at: 'clusters.home.gitops.path', got: '"/dist"' },
        { at: 'clusters.lab.gitops.path', got: '"dist/../../other"' },
      ],
    },
    {
      name: 'a path of Windows, and the repository’s own folder',
      site: exampleSiteWith(({ clusters }) => {
        const home = clusters['home']!;
        clusters['lab'] = { ...home, gitops: { ...home.gitops, path: '.git/dist' } };
        home.gitops.path = 'infra\\dist';
      }),
      findings: [
        { at: 'clusters.home.gitops.path', got: '"infra\\\\dist"' },
        { at: 'clusters.lab.gitops.path', got: '".git/dist"' },
      ],
    },
    {
      name: 'nothing, and more than is needed',
      site: exampleSiteWith(({ clusters }) => {
        const home = clusters['home']!;
        clusters['lab'] = { ...home, gitops: { ...home.gitops, path: './dist/' } };
        home.gitops.path = '';
      }),
      findings: [
        { at: 'clusters.home.gitops.path', got: '""' },
        { at: 'clusters.lab.gitops.path', got: '"./dist/"' },
      ],
    },
  ],
});
