import { PROXMOX_TYPE } from '../../constructs/proxmox/derived';
import type { HostObject, Violation } from '../../constructs/model';
import { providerRow } from '../engine/example-proxmox';
import { defineGuardrail } from '../rule';

/** The provider verifies whom it gives its token. */
export default defineGuardrail<HostObject>({
  kind: PROXMOX_TYPE.provider,
  severity: 'error',
  summary: 'the provider of Proxmox VE verifies certificates, over TLS 1.2 or later',
  why: 'insecure hands a token that may delete every guest to whoever answers at that address',
  fix: 'let the machine that runs pulumi up trust the CA of the cluster, /etc/pve/pve-root-ca.pem: the provider takes no CA as an argument',
  waive: 'for a loopback simulator in a test',
  source: 'https://registry.terraform.io/providers/bpg/proxmox/latest/docs',
  check: ({ inputs: { insecure, minTls } }): Violation[] => [
    ...(insecure === undefined || insecure === false
      ? []
      : [
          {
            at: 'inputs.insecure',
            got: typeof insecure === 'string' ? insecure : 'true',
            expected: 'certificates that are verified',
          },
        ]),
    ...(minTls === '1.0' || minTls === '1.1'
      ? [{ at: 'inputs.minTls', got: minTls, expected: '1.2 or 1.3', fix: 'take it out: the default is 1.3' }]
      : []),
  ],
  valid: [
    { name: 'the defaults', resources: [providerRow()] },
    { name: 'said out loud', resources: [providerRow({ inputs: { insecure: false, minTls: '1.2' } })] },
  ],
  invalid: [
    {
      name: 'the quick way around a self-signed certificate',
      resources: [providerRow({ inputs: { insecure: true } })],
      findings: [{ at: 'inputs.insecure', got: 'true' }],
    },
    {
      name: 'a version of TLS that is broken',
      resources: [providerRow({ inputs: { minTls: '1.1' } })],
      findings: [{ at: 'inputs.minTls', got: '1.1' }],
    },
  ],
});
