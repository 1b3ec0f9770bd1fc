import { defineInputRule } from '../rule';

/** Two charts of one name would be one Application, and one would take the place of the other. */
export default defineInputRule('construct', {
  applies: 'appsChart',
  severity: 'error',
  summary: 'no chart has the name of a Helm chart of the platform',
  why: 'an Application is called after its chart: two of one name are one object, and what the first delivered is pruned by the second',
  fix: 'give your chart, or the key of your pgAdmin, another name',
  waive: 'never',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/',
  valid: [
    { name: 'names of their own', input: { charts: ['wiki'], platform: { 'cert-manager': {} } } },
    { name: 'the name of a system that is not installed', input: { charts: ['longhorn'], platform: {} } },
  ],
  invalid: [
    {
      name: 'a chart called like a release',
      input: { charts: ['cert-manager'], platform: { 'cert-manager': {} } },
      findings: [{ at: 'charts' }],
    },
    {
      name: 'one of several',
      input: { charts: ['wiki', 'metallb'], platform: { metallb: { addresses: ['192.0.2.200/30'] } } },
      findings: [{ at: 'charts' }],
    },
  ],
});
