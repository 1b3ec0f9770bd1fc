import { defineInputRule } from '../rule';

/** Only a provider provides. */
export default defineInputRule('construct', {
  applies: 'HostResource',
  severity: 'error',
  summary: 'options.provider is a provider resource',
  why: 'Pulumi would ask a resource that is no provider to make the others, and stop with an error that names neither',
  fix: 'pass the resource of a ProxmoxProvider, or another one whose type is pulumi:providers:<package>',
  waive: 'never',
  source: 'https://www.pulumi.com/docs/iac/concepts/options/provider/',
  valid: [
    { name: 'a provider', input: { provider: 'this stack' } },
    { name: 'none', input: {} },
  ],
  invalid: [
    {
      name: 'a token',
      input: { provider: 'a token' },
      findings: [{ at: 'options.provider', got: 'row/target, a proxmoxve:user/token:Token' }],
    },
    {
      name: 'a storage',
      input: { provider: 'a storage' },
      findings: [{ at: 'options.provider', got: 'row/target, a proxmoxve:storage/pbs:Pbs' }],
    },
  ],
});
