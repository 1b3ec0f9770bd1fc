import { defineInputRule } from '../rule';

/** Resources of the host plane belong to a stack. */
export default defineInputRule('construct', {
  applies: 'HostResource',
  severity: 'error',
  summary: 'a host resource stands inside a HostStack',
  why: 'what is in no stack is deployed by nobody, and its name and dependencies mean nothing',
  fix: 'create the resource, or the construct that creates it, inside new HostStack(name)',
  waive: 'never',
  source: 'https://www.pulumi.com/docs/iac/concepts/stacks/',
  valid: [
    { name: 'a resource in a stack', input: { root: 'HostStack' } },
    { name: 'two resources in a stack', input: { root: 'HostStack', names: ['a', 'b'] } },
  ],
  invalid: [
    {
      name: 'a resource in an App of the other plane',
      input: { root: 'App' },
      findings: [{ at: 'scope', got: 'a tree whose root is a App' }],
    },
    {
      name: 'a resource in a tree of its own',
      input: { root: 'RootConstruct' },
      findings: [{ at: 'scope', got: 'a tree whose root is a RootConstruct' }],
    },
  ],
});
