import { defineInputRule } from '../rule';

/** Argo CD is told a path; the output must be there. */
export default defineInputRule('writer', {
  applies: 'the place of the output in its repository',
  severity: 'warning',
  summary: 'the output stands where its Applications point',
  why: 'Argo CD looks at gitops.path of the repository: an Application whose path does not exist fails, one whose path is an old copy delivers that',
  fix: 'write to the place that gitops.path names, or name the place that is written to',
  waive: 'never',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/',
  valid: [
    { name: 'the folder that is named', input: { path: 'dist', place: 'dist' } },
    { name: 'the root of the repository', input: { path: '.', place: '' } },
  ],
  invalid: [
    {
      name: 'the root, while a folder is named',
      input: { path: 'dist', place: '' },
      findings: [
        { at: 'clusters.home.gitops.path', got: '"dist", while the output is written to "." of its repository' },
      ],
    },
    {
      name: 'another folder',
      input: { path: 'dist', place: 'rendered' },
      findings: [
        { at: 'clusters.home.gitops.path', got: '"dist", while the output is written to "rendered" of its repository' },
      ],
    },
  ],
});
