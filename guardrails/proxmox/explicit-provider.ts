import { PROXMOX_TYPE } from '../../constructs/proxmox/derived';
import type { Rendered } from '../../constructs/model';
import { pbsRow, providerRow } from '../engine/example-proxmox';
import { defineGuardrail } from '../rule';

/** Which cluster is changed is written in the stack, not in the shell that runs it. */
export default defineGuardrail<Rendered>({
  kind: '*',
  severity: 'error',
  summary: 'every resource of Proxmox VE names its provider',
  why: 'without one it goes through the default provider, which reads endpoint, token and insecure from the environment of whoever runs pulumi up: a forgotten variable changes another cluster',
  fix: 'pass a ProxmoxProvider of the stack: options: { provider }',
  waive: 'never',
  source: 'https://www.pulumi.com/docs/iac/concepts/resources/providers/#explicit-provider-configuration',
  check: (object, index) => {
    if (object.plane !== 'host' || !object.type.startsWith('proxmoxve:')) {
      return [];
    }
    const { provider } = object.options;
    const found = provider === undefined ? undefined : index.resource(provider);
    if (found?.type === PROXMOX_TYPE.provider) {
      return [];
    }
    const got =
      provider === undefined ? 'the default provider' : `${provider}, ${found?.type ?? 'which is not in the stack'}`;
    return [{ at: 'options.provider', got, expected: `a ${PROXMOX_TYPE.provider} of the stack` }];
  },
  valid: [
    { name: 'a provider of the stack', resources: [pbsRow(), providerRow()] },
    { name: 'the provider itself needs none', resources: [providerRow()] },
  ],
  invalid: [
    {
      name: 'left to the environment',
      resources: [pbsRow({ options: { provider: undefined } as never }), providerRow()],
      findings: [{ at: 'options.provider', got: 'the default provider' }],
    },
    {
      name: 'a provider of another stack',
      resources: [pbsRow({ options: { provider: 'pve-lab' } }), providerRow()],
      findings: [{ at: 'options.provider', got: 'pve-lab, which is not in the stack' }],
    },
  ],
});
