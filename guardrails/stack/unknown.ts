import { defineInputRule } from '../rule';

/** The stack that runs is one that the site has. */
export default defineInputRule('render', {
  applies: 'the stack that Pulumi selected',
  severity: 'error',
  summary: 'the selected Pulumi stack is a host stack of the program',
  why: 'an empty program under a wrong name would tell Pulumi to delete everything that stands in that stack',
  fix: 'pulumi stack ls, then pulumi stack select one that the program has',
  waive: 'never',
  source: 'https://www.pulumi.com/docs/iac/concepts/stacks/',
  valid: [
    { name: 'a stack of the program', input: { stacks: ['backup'], selected: 'backup' } },
    { name: 'one of several', input: { stacks: ['backup', 'hosts'], selected: 'hosts' } },
  ],
  invalid: [
    {
      name: 'a name from another project',
      input: { stacks: ['backup', 'hosts'], selected: 'prod' },
      findings: [{ at: 'stack', got: 'prod' }],
    },
    {
      name: 'a site without host resources',
      input: { stacks: [], selected: 'backup' },
      findings: [{ at: 'stack', got: 'backup' }],
    },
  ],
});
