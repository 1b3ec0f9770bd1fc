import { defineInputRule } from '../rule';

/** A Service leads to addresses of machines, in the family of the cluster's Services. */
export default defineInputRule('construct', {
  applies: 'ExternalHost',
  severity: 'error',
  summary: 'a host of the site that becomes a Service has an address that Services can lead to',
  why: 'the API server refuses loopback and link-local endpoints, and kube-proxy forwards neither to a Service address nor to the other family',
  fix: 'correct the address of the host in the site',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors',
  valid: [
    { name: 'an address of the network', input: { address: '192.0.2.20' } },
    { name: 'IPv6 in a cluster with IPv6 Services', input: { address: '2001:db8::20', serviceCidr: 'fd00:96::/112' } },
  ],
  invalid: [
    {
      name: 'loopback and link-local addresses',
      input: { address: '127.0.0.1' },
      findings: [{ at: 'hosts.pbs.address', got: '127.0.0.1, a loopback address' }],
    },
    {
      name: 'an address of a Service',
      input: { address: '10.96.0.10' },
      findings: [{ at: 'hosts.pbs.address', got: '10.96.0.10, in the Service range 10.96.0.0/12' }],
    },
    {
      name: 'IPv6 in a cluster with IPv4 Services',
      input: { address: '2001:db8::20' },
      findings: [{ at: 'hosts.pbs.address', got: '2001:db8::20, IPv6' }],
    },
  ],
});
