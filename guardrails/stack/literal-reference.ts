import { defineInputRule } from '../rule';

/** A text that reads like a reference is none, and no text can be made of one. */
export default defineInputRule('construct', {
  applies: 'HostResource',
  severity: 'error',
  summary: 'no input is a text made of a reference, or one that reads like it: ${name.output}, ${secret:key}',
  why: 'it would be sent to the provider as it stands, while plan.json and every check would take it for a value that comes later',
  fix: 'pass resource.output(name) or secretConfig(key) instead of the text',
  waive: 'never',
  source: 'docs/pulumi.md',
  valid: [
    { name: 'a template of Proxmox VE', input: { value: '{{guestname}} on {{node}}' } },
    { name: 'an output as the whole value', input: { refersTo: 'this stack' } },
    { name: 'a variable inside a text', input: { value: 'echo ${HOME}' } },
  ],
  invalid: [
    {
      name: 'an output inside a template literal',
      input: { refersTo: 'this stack', writtenAs: 'template' },
      findings: [{ at: 'output(id)', got: 'a text made of the output, which is known only when pulumi up runs' }],
    },
    {
      name: 'an output inside JSON',
      input: { refersTo: 'this stack', writtenAs: 'JSON' },
      findings: [{ at: 'output(id)', got: 'a text made of the output, which is known only when pulumi up runs' }],
    },
    {
      name: 'the text of a secret of the configuration',
      input: { config: 'pve-api-token', writtenAs: 'string' },
      findings: [
        { at: 'config.pve-api-token', got: 'a text made of the value, which is known only when pulumi up runs' },
      ],
    },
    {
      name: 'a secret of the configuration inside a template literal',
      input: { config: 'pve-api-token', writtenAs: 'template' },
      findings: [
        { at: 'config.pve-api-token', got: 'a text made of the value, which is known only when pulumi up runs' },
      ],
    },
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
