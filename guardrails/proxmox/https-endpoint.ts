import { PROXMOX_TYPE } from '../../constructs/proxmox/derived';
import type { HostObject } from '../../constructs/model';
import { providerRow } from '../engine/example-proxmox';
import { textKnownNow } from '../engine/proxmox';
import { defineGuardrail } from '../rule';

/** The API is named in the stack, and spoken to over HTTPS. */
export default defineGuardrail<HostObject>({
  kind: PROXMOX_TYPE.provider,
  severity: 'error',
  summary: 'the provider of Proxmox VE names an HTTPS endpoint',
  why: 'without an endpoint the provider takes PROXMOX_VE_ENDPOINT from whoever runs it, which may be another cluster; over plain HTTP it refuses to start',
  fix: 'use ProxmoxProvider, which takes the address from the site, or write https://<address>:8006/',
  waive: 'never',
  source: 'https://registry.terraform.io/providers/bpg/proxmox/latest/docs',
  check: ({ inputs: { endpoint } }) => {
    if (endpoint !== undefined && textKnownNow(endpoint) === undefined) {
      return [];
    }
    const text = textKnownNow(endpoint) ?? '';
    if (isHttpsOrigin(text)) {
      return [];
    }
    return [
      {
        at: 'inputs.endpoint',
        got: text === '' ? 'no endpoint' : withoutUser(text),
        expected: 'https://, a host, its port, and no path or user',
      },
    ];
  },
  valid: [
    { name: 'an address', resources: [providerRow()] },
    { name: 'an IPv6 address', resources: [providerRow({ inputs: { endpoint: 'https://[2001:db8::11]:8006/' } })] },
    { name: 'a name', resources: [providerRow({ inputs: { endpoint: 'https://pve1.example.internal:8006/' } })] },
  ],
  invalid: [
    {
      name: 'plain HTTP',
      resources: [providerRow({ inputs: { endpoint: 'http://192.0.2.11:8006/' } })],
      findings: [{ at: 'inputs.endpoint', got: 'http://192.0.2.11:8006/' }],
    },
    {
      name: 'left to the environment',
      resources: [providerRow({ inputs: { endpoint: undefined } })],
      findings: [{ at: 'inputs.endpoint', got: 'no endpoint' }],
    },
    {
      name: 'the path of the API, which the provider adds itself, and no port',
      resources: [providerRow({ inputs: { endpoint: 'https://192.0.2.11/api2/json' } })],
      findings: [{ at: 'inputs.endpoint', got: 'https://192.0.2.11/api2/json' }],
    },
    {
      name: 'a password',
      resources: [providerRow({ inputs: { endpoint: 'https://root:not-a-real-password@192.0.2.11:8006/' } })],
      findings: [{ at: 'inputs.endpoint', got: 'https://...@192.0.2.11:8006/' }],
    },
    {
      name: 'a password with a slash and an @, which end no user for the reader either',
      resources: [providerRow({ inputs: { endpoint: 'https://root:not-a/real@password@192.0.2.11:8006/' } })],
      findings: [{ at: 'inputs.endpoint', got: 'https://...@192.0.2.11:8006/' }],
    },
  ],
});

/** The WHATWG parser drops a port that is the scheme's own: then the text must say it. */
function isHttpsOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBare = url?.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return isBare && url.protocol === 'https:' && url.password === '' && (url.port !== '' || /:443\/?$/.test(text));
}

/** A password may hold a slash or an `@` of its own; what stands before the last `@` is not printed. */
function withoutUser(text: string): string {
  return text.replace(/\/\/.*@/s, '//...@').replace(/[?#].*$/s, '?...');
}
