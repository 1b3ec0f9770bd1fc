import { defineInputRule } from '../rule';

/** An address of another network is announced where nobody asks for it. */
export default defineInputRule('construct', {
  applies: 'LoadBalancer',
  severity: 'error',
  summary: 'the addresses of a load balancer are readable, and all of the network of the cluster',
  why: 'on layer 2 an address is found only by those who look for it in their own network; Services get it, and nobody reaches them',
  fix: 'name free addresses of the network of the cluster, outside the range of its DHCP server',
  waive: 'never',
  source: 'https://metallb.io/concepts/layer2/',
  valid: [
    { name: 'a range', input: { addresses: ['192.0.2.200-192.0.2.220'] } },
    { name: 'a block, and one address', input: { addresses: ['192.0.2.192/28', '192.0.2.230-192.0.2.230'] } },
  ],
  invalid: [
    {
      name: 'addresses of another network',
      input: { addresses: ['192.0.2.200-192.0.2.220', '198.51.100.200-198.51.100.220'] },
      findings: [{ at: 'props.addresses[1]', got: '198.51.100.200-198.51.100.220' }],
    },
    {
      name: 'a block that is larger than the network',
      input: { addresses: ['192.0.0.0/16'] },
      findings: [{ at: 'props.addresses[0]', got: '192.0.0.0/16' }],
    },
    {
      name: 'the last number only',
      input: { addresses: ['192.0.2.200-220'] },
      findings: [{ at: 'props.addresses[0]' }],
    },
    { name: 'nothing', input: { addresses: [] }, findings: [{ at: 'props.addresses', got: 'an empty list' }] },
  ],
});
