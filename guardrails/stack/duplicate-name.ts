import { defineInputRule } from '../rule';

/** References in a plan, and components in the state, are told apart by name. */
export default defineInputRule('construct', {
  applies: 'HostResource',
  severity: 'error',
  summary: 'resources of a stack have different names, and so have its scopes',
  why: 'a reference in plan.json names a resource by its name alone, and Pulumi refuses two components of one name in the middle of the run',
  fix: 'give one of the two another id, or another name',
  waive: 'never',
  source: 'https://www.pulumi.com/docs/iac/concepts/resources/names/',
  valid: [
    { name: 'two names', input: { names: ['pbs-main', 'pbs-offsite'] } },
    { name: 'one id in two scopes', input: { paths: ['main/storage', 'offsite/storage'] } },
  ],
  invalid: [
    {
      name: 'one name twice',
      input: { names: ['pbs-main', 'pbs-main'] },
      findings: [{ at: 'name', got: 'pbs-main, the name of row/resource-0 too' }],
    },
    {
      name: 'a path that reads like another id',
      input: { paths: ['pbs/main', 'pbs-main'] },
      findings: [{ at: 'name', got: 'pbs-main, the name of row/pbs/main too' }],
    },
    {
      name: 'two scopes whose ids give one name',
      input: { paths: ['a/b/first', 'a-b/second'] },
      findings: [{ at: 'name', got: 'a-b, the name of row/a/b too' }],
    },
  ],
});
