import { defineInputRule } from '../rule';

/** What a stack takes from its configuration is there before anything is registered. */
export default defineInputRule('render', {
  applies: 'the configuration of a stack',
  severity: 'error',
  summary: 'every configuration value that a stack needs is set',
  why: 'Pulumi would stop at the first missing value, when what comes before it is made already',
  fix: 'pulumi config set --secret <key>',
  waive: 'never',
  source: 'https://www.pulumi.com/docs/iac/concepts/config/',
  valid: [
    { name: 'a secret that is set', input: { keys: ['pve-api-token'], secret: ['pve-api-token'] } },
    { name: 'a stack that needs none', input: { keys: [] } },
  ],
  invalid: [
    {
      name: 'one of two',
      input: { keys: ['pbs-main-token-secret', 'pve-api-token'], secret: ['pve-api-token'] },
      findings: [{ at: 'inputs.password', got: 'nothing under the key pbs-main-token-secret' }],
    },
    {
      name: 'both: they are reported together',
      input: { keys: ['pbs-main-token-secret', 'pve-api-token'] },
      findings: [
        { at: 'inputs.password', got: 'nothing under the key pbs-main-token-secret' },
        { at: 'inputs.password', got: 'nothing under the key pve-api-token' },
      ],
    },
  ],
});
