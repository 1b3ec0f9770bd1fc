import { defineInputRule } from '../rule';

/** A text that reads like a reference is none. */
export default defineInputRule('construct', {
  applies: 'HostResource',
  severity: 'error',
  summary: 'no input is a text that reads like a reference: ${name.output}, ${secret:key}',
  why: 'it would be sent to the provider as it stands, while plan.json and every check would take it for a value that comes later',
  fix: 'pass resource.output(name) or secretConfig(key) instead of the text',
  waive: 'never',
  source: 'docs/pulumi.md',
  valid: [
    { name: 'a template of Proxmox VE', input: { value: '{{guestname}} on {{node}}' } },
    { name: 'a variable inside a text', input: { value: 'echo ${HOME}' } },
  ],
  invalid: [
    {
      name: 'a secret of the configuration, written out',
      input: { value: '${secret:pve-api-token}' },
      findings: [{ at: 'inputs.value', got: '${secret:pve-api-token}' }],
    },
    {
      name: 'an output, written out, in a list',
      input: { value: ['${pbs-main.id}'] },
      findings: [{ at: 'inputs.value[0]', got: '${pbs-main.id}' }],
    },
  ],
});
