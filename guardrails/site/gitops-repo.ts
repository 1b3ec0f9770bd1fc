import { parsed, refused, type Parsed } from '../../constructs/model/parsed';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { faultOf } from '../engine/site/fault-of';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** `git@host:path`, as Git and Argo CD take it besides URLs. */
const SCP_FORM = /^[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:(?!\/\/)[^\s:?#@]+$/;

const PROTOCOLS: ReadonlySet<string> = new Set(['https:', 'ssh:']);

const EXPECTED = 'a Git URL over https or ssh: https://git.example.com/site.git, git@git.example.com:site.git';

function parseRepoURL(text: string): Parsed<string> {
  const fault = SCP_FORM.test(text) ? undefined : urlFault(text);
  return fault === undefined ? parsed(text) : refused({ got: withoutSecrets(text), expected: EXPECTED, fix: fault });
}

/** What to do about a URL; undefined if it is one that Argo CD can use. */
function urlFault(text: string): string | undefined {
  if (!URL.canParse(text) || /\s|[^\x20-\x7e]/.test(text)) {
    return 'write a whole URL, without spaces';
  }
  const url = new URL(text);
  if (!PROTOCOLS.has(url.protocol)) {
    return 'take https or ssh: on any other way the manifests can be replaced by whoever is on the wire';
  }
  if (hasCredentials(url)) {
    return 'take the credentials out and revoke them; give them to Argo CD in a repository Secret';
  }
  const { pathname, search, hash } = url;
  if (search !== '' || hash !== '') {
    return 'take out everything from the first ? or # on';
  }
  return pathname.replaceAll('/', '') === '' ? 'name the repository, not only its host' : undefined;
}

/** The user of ssh is a name; that of https may be a token. */
function hasCredentials({ protocol, username, password }: URL): boolean {
  return password !== '' || (username !== '' && protocol === 'https:');
}

/** A URL for a message: user, password, query and fragment may each hold a token. */
function withoutSecrets(text: string): string {
  return JSON.stringify(text.replace(/\/\/.*@/s, '//<redacted>@').replace(/[?#].*$/s, '?<redacted>'));
}

/** Where Argo CD reads from. */
export default defineSiteRule({
  severity: 'error',
  summary: 'the GitOps repository is a Git URL over https or ssh without credentials',
  why: 'the URL is written into every Application and into Git: whoever can read one of them has the token in it',
  fix: 'write the URL alone; credentials belong in a repository Secret of Argo CD',
  waive: 'never',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/private-repositories/',
  check: (site) =>
    entriesOf(site.clusters).flatMap(([key, { gitops }]) =>
      faultOf(parseRepoURL)(placed(['clusters', key, 'gitops', 'repoURL'], gitops.repoURL)),
    ),
  valid: [
    { name: 'https', site: EXAMPLE_SITE },
    {
      name: 'ssh, as a URL',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.gitops.repoURL = 'ssh://git@git.example.internal:2222/team/site.git';
      }),
    },
    {
      name: 'ssh, as people write it',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.gitops.repoURL = 'git@git.example.internal:team/site.git';
      }),
    },
  ],
  invalid: [
    {
      name: 'a token in the URL',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.gitops.repoURL = 'https://robot:not-a-real-token@git.example.internal/site.git';
      }),
      findings: [{ at: 'clusters.home.gitops.repoURL', got: '"https://<redacted>@git.example.internal/site.git"' }],
    },
    {
      name: 'a password with a slash',
      site: exampleSiteWith(({ clusters }) => {
        clusters['home']!.gitops.repoURL = 'https://robot:not-a/real-token@git.example.internal/site.git';
      }),
      findings: [{ at: 'clusters.home.gitops.repoURL', got: '"https://<redacted>@git.example.internal/site.git"' }],
    },
    {
      name: 'a token in the place of the user, and one in the query',
      site: exampleSiteWith(({ clusters }) => {
        const home = clusters['home']!;
        const gitops = {
          ...home.gitops,
          repoURL: 'https://git.example.internal/site.git?access_token=not-a-real-token',
        };
        clusters['lab'] = { ...home, gitops };
        home.gitops.repoURL = 'https://not-a-real-token@git.example.internal/site.git';
      }),
      findings: [
        { at: 'clusters.home.gitops.repoURL', got: '"https://<redacted>@git.example.internal/site.git"' },
        { at: 'clusters.lab.gitops.repoURL', got: '"https://git.example.internal/site.git?<redacted>"' },
      ],
    },
    {
      name: 'no URL, and no encryption',
      site: exampleSiteWith(({ clusters }) => {
        const home = clusters['home']!;
        clusters['lab'] = { ...home, gitops: { ...home.gitops, repoURL: 'http://git.example.internal/site.git' } };
        home.gitops.repoURL = 'git.example.internal/site';
      }),
      findings: [
        { at: 'clusters.home.gitops.repoURL', got: '"git.example.internal/site"' },
        { at: 'clusters.lab.gitops.repoURL', got: '"http://git.example.internal/site.git"' },
      ],
    },
  ],
});
