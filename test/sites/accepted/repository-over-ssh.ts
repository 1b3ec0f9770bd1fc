import { exampleSiteWith } from '../../../guardrails/engine/example-site';

/** Git over ssh, the output in the root of the repository. */
export default exampleSiteWith((site) => {
  const { gitops } = site.clusters['home']!;
  Object.assign(gitops, { repoURL: 'git@git.example.internal:team/site.git', revision: 'v1.2', path: '.' });
});
