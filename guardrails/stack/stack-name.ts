import { defineInputRule } from '../rule';

/** The name by which Pulumi, the plan and the findings know a stack. */
export default defineInputRule('render', {
  applies: 'the stacks of a program',
  severity: 'error',
  summary: 'a host stack has a name that Pulumi takes, and its tree has the same one',
  why: 'Pulumi selects a stack by its name: one that it refuses can never run, and a tree under another name is planned as another stack',
  fix: 'use letters, digits, hyphens, underscores and periods, and give HostStack the name of its builder',
  waive: 'never',
  source: 'https://www.pulumi.com/docs/iac/concepts/stacks/#stack-naming',
  valid: [
    { name: 'a name with a hyphen', input: { stacks: [{ name: 'backup-main' }] } },
    { name: 'every character that Pulumi takes', input: { stacks: [{ name: 'Backup_2.eu-1' }] } },
  ],
  invalid: [
    { name: 'no name', input: { stacks: [{ name: '' }] }, findings: [{ at: 'stack', got: '""' }] },
    { name: 'a path', input: { stacks: [{ name: '../x' }] }, findings: [{ at: 'stack', got: '"../x"' }] },
    {
      name: 'more characters than Pulumi takes',
      input: { stacks: [{ name: 'a'.repeat(101) }] },
      findings: [{ at: 'stack' }],
    },
    {
      name: 'a tree with another name',
      input: { stacks: [{ name: 'backup', root: 'hosts' }] },
      findings: [{ at: 'stackName', got: 'a tree called "hosts"' }],
    },
  ],
});
