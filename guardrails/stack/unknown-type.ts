import { defineInputRule } from '../rule';

/** Every type has a class in an SDK. */
export default defineInputRule('render', {
  applies: 'a type that is registered',
  severity: 'error',
  summary: 'every Pulumi type has a class in an installed SDK',
  why: 'Pulumi registers resources through the SDK of their provider; without the class there is nothing to register',
  fix: 'mend the type token, install the SDK of the provider, or name it: deployProgram(program, { packages: { random: "@pulumi/random" } })',
  waive: 'never',
  source: 'https://www.pulumi.com/docs/iac/concepts/resources/names/#types',
  valid: [
    { name: 'a storage', input: { type: 'proxmoxve:storage/pbs:Pbs' } },
    { name: 'a class at the root of the SDK', input: { type: 'proxmoxve:index/acl:Acl' } },
    { name: 'a provider', input: { type: 'pulumi:providers:proxmoxve' } },
    {
      name: 'a class of an SDK that was named',
      input: { type: 'random:index/randomPassword:RandomPassword', packages: { random: '@pulumi/random' } },
    },
  ],
  invalid: [
    {
      name: 'an SDK that nobody named',
      input: { type: 'random:index/randomPassword:RandomPassword' },
      findings: [{ at: 'type', got: 'random:index/randomPassword:RandomPassword' }],
    },
    {
      name: 'a token without a module',
      input: { type: 'proxmoxve:Pbs' },
      findings: [{ at: 'type', got: 'proxmoxve:Pbs' }],
    },
    {
      name: 'a module outside the SDK',
      input: { type: 'proxmoxve:../../evil:Evil' },
      findings: [{ at: 'type', got: 'proxmoxve:../../evil:Evil' }],
    },
  ],
});
