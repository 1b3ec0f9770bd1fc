import type { Manifest } from '../../../constructs/model';
import type { Invalid, Row } from '../../rule';

const METADATA = { namespace: 'metallb-system' };

function pool(
  addresses: readonly string[],
  name = 'default',
  labels: Readonly<Record<string, string>> = {},
  more: Readonly<Record<string, unknown>> = {},
): Manifest {
  return {
    apiVersion: 'metallb.io/v1beta1',
    kind: 'IPAddressPool',
    metadata: { ...METADATA, name, labels },
    spec: { addresses, ...more },
  };
}

function advertisement(spec: Readonly<Record<string, unknown>> = {}): Manifest {
  return { apiVersion: 'metallb.io/v1beta1', kind: 'L2Advertisement', metadata: { ...METADATA, name: 'all' }, spec };
}

const shared = (range: string, what: string): string => `${range}, which shares addresses with ${what}`;

/** Rows that ingress/address-pool accepts. */
export const VALID: readonly Row[] = [
  {
    name: 'free addresses, announced by name',
    objects: [pool(['192.0.2.200-192.0.2.220']), advertisement({ ipAddressPools: ['default'] })],
  },
  {
    name: 'two pools side by side, announced as all pools are',
    objects: [pool(['192.0.2.200-192.0.2.209']), pool(['192.0.2.210-192.0.2.220'], 'guests'), advertisement()],
  },
  {
    name: 'a whole network of which MetalLB leaves the ends out',
    objects: [pool(['192.0.2.240/28'], 'default', {}, { avoidBuggyIPs: true }), advertisement()],
  },
  {
    name: 'addresses of another network, announced by BGP',
    objects: [pool(['203.0.113.0-203.0.113.10']), { ...advertisement(), kind: 'BGPAdvertisement' }],
  },
  {
    name: 'addresses of a family that no network of the cluster has',
    objects: [pool(['2001:db8::10-2001:db8::20']), advertisement()],
  },
  {
    name: 'announced by a label',
    objects: [
      pool(['192.0.2.200-192.0.2.220'], 'guests', { network: 'lan' }),
      advertisement({ ipAddressPoolSelectors: [{ matchLabels: { network: 'lan' } }] }),
    ],
  },
];

/** Rows that it refuses. */
export const INVALID: readonly (Row & Invalid)[] = [
  {
    name: 'two pools that overlap, told at the second',
    objects: [pool(['192.0.2.200-192.0.2.220']), pool(['192.0.2.220-192.0.2.230'], 'guests'), advertisement()],
    findings: [
      {
        at: 'spec.addresses[0]',
        got: shared('192.0.2.220-192.0.2.230', '192.0.2.200-192.0.2.220 of the pool default'),
      },
    ],
  },
  {
    name: 'the same address twice in a pool',
    objects: [pool(['192.0.2.200-192.0.2.220', '192.0.2.210/32']), advertisement()],
    findings: [{ at: 'spec.addresses[1]', got: shared('192.0.2.210/32', '192.0.2.200-192.0.2.220 of the same pool') }],
  },
  {
    name: 'the addresses of a node and of the control plane',
    objects: [pool(['192.0.2.100-192.0.2.101']), advertisement()],
    findings: [
      {
        at: 'spec.addresses[0]',
        got: shared('192.0.2.100-192.0.2.101', '192.0.2.100, the address of the control plane of home'),
      },
      {
        at: 'spec.addresses[0]',
        got: shared('192.0.2.100-192.0.2.101', '192.0.2.101, the address of the node cp1'),
      },
    ],
  },
  {
    name: 'the address of a host',
    objects: [pool(['192.0.2.20-192.0.2.20']), advertisement()],
    findings: [
      { at: 'spec.addresses[0]', got: shared('192.0.2.20-192.0.2.20', '192.0.2.20, the address of the host pbs') },
    ],
  },
  {
    name: 'the start of the network, with its gateway',
    objects: [pool(['192.0.2.0/29']), advertisement()],
    findings: [
      { at: 'spec.addresses[0]', got: shared('192.0.2.0/29', '192.0.2.0, the address of the network lan itself') },
      { at: 'spec.addresses[0]', got: shared('192.0.2.0/29', '192.0.2.1, the address of the gateway of lan') },
    ],
  },
  {
    name: 'the end of the network',
    objects: [pool(['192.0.2.240/28']), advertisement()],
    findings: [
      {
        at: 'spec.addresses[0]',
        got: shared('192.0.2.240/28', '192.0.2.255, the broadcast address of the network lan'),
      },
    ],
  },
  {
    name: 'addresses of another network, announced on layer 2',
    objects: [pool(['203.0.113.0-203.0.113.10', '192.0.2.250-192.0.3.1']), advertisement()],
    findings: [
      { at: 'spec.addresses[0]', got: '203.0.113.0-203.0.113.10' },
      { at: 'spec.addresses[1]', got: '192.0.2.250-192.0.3.1' },
      { at: 'spec.addresses[1]' },
    ],
  },
  {
    name: 'a pool that MetalLB does not read, announced beside it',
    objects: [
      { ...pool(['192.0.2.200-192.0.2.220']), metadata: { name: 'default', namespace: 'apps' } },
      { ...advertisement(), metadata: { name: 'all', namespace: 'apps' } },
    ],
    findings: [{ at: 'metadata.namespace', got: 'apps' }],
  },
  {
    name: 'a pool that no advertisement names',
    objects: [pool(['192.0.2.200-192.0.2.220']), advertisement({ ipAddressPools: ['guests'] })],
    findings: [{ at: 'metadata.name', got: 'default, which nothing announces' }],
  },
  {
    name: 'an advertisement that MetalLB does not read, in another namespace',
    objects: [
      pool(['192.0.2.200-192.0.2.220']),
      { ...advertisement(), metadata: { name: 'all', namespace: 'default' } },
    ],
    findings: [{ at: 'metadata.name', got: 'default, which nothing announces' }],
  },
  {
    name: 'a label that the pool does not have',
    objects: [
      pool(['192.0.2.200-192.0.2.220']),
      advertisement({ ipAddressPoolSelectors: [{ matchLabels: { network: 'lan' } }] }),
    ],
    findings: [{ at: 'metadata.name', got: 'default, which nothing announces' }],
  },
  {
    name: 'a block that starts inside itself: MetalLB takes all of it',
    objects: [pool(['192.0.2.200/28']), advertisement()],
    findings: [{ at: 'spec.addresses[0]', got: '"192.0.2.200/28", with host bits set' }],
  },
];
