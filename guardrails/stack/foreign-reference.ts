import { defineInputRule } from '../rule';

/** What must share an output shares a stack. */
export default defineInputRule('construct', {
  applies: 'HostResource',
  severity: 'error',
  summary: 'inputs, provider and dependencies of a resource belong to its own stack',
  why: "stacks run one at a time: an output of another stack is not there, and an order between them is nobody's to keep",
  fix: 'put both resources into one stack, or take the value that they share from the site',
  waive: 'never',
  source: 'https://www.pulumi.com/docs/iac/concepts/stacks/',
  valid: [
    { name: 'an output of the same stack', input: { refersTo: 'this stack' } },
    { name: 'a dependency in the same stack', input: { dependsOn: 'this stack' } },
  ],
  invalid: [
    {
      name: 'an output of another stack',
      input: { refersTo: 'another stack' },
      findings: [{ at: 'inputs.value', got: 'other/target, which is not in the stack row' }],
    },
    {
      name: 'a dependency on another stack',
      input: { dependsOn: 'another stack' },
      findings: [{ at: 'options.dependsOn[0]', got: 'other/target, which is not in the stack row' }],
    },
    {
      name: 'the provider of another stack',
      input: { provider: 'another stack' },
      findings: [{ at: 'options.provider', got: 'other/target, which is not in the stack row' }],
    },
  ],
});
