import { defineInputRule } from '../rule';

/** Two programs for one stack: each takes what the other one made for left over. */
export default defineInputRule('render', {
  applies: 'the stacks of a program',
  severity: 'error',
  summary: 'host stacks of a program have different names',
  why: 'Pulumi runs one of the two, and deletes what only the other one has: it stands in the state and no longer in the program',
  fix: 'give one of the stacks another name, or put the resources of both into one',
  waive: 'never',
  source: 'https://www.pulumi.com/docs/iac/concepts/stacks/',
  valid: [
    { name: 'one stack', input: { stacks: [{ name: 'backup' }] } },
    { name: 'two names', input: { stacks: [{ name: 'backup' }, { name: 'hosts' }] } },
  ],
  invalid: [
    {
      name: 'one name twice',
      input: { stacks: [{ name: 'backup' }, { name: 'backup' }] },
      findings: [{ at: 'stack', got: '2 stacks called backup' }],
    },
    {
      name: 'one name three times, another one between them',
      input: { stacks: [{ name: 'backup' }, { name: 'hosts' }, { name: 'backup' }, { name: 'backup' }] },
      findings: [{ at: 'stack', got: '3 stacks called backup' }],
    },
  ],
});
