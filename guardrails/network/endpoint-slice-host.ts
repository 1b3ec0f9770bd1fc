import type { EndpointSlice } from '../../imports/discovery.k8s.io/v1';
import type { Site, SiteInput } from '../../constructs/model';
import { parseIp } from '../../constructs/model/ip';
import { endpointAddress } from '../../constructs/network/derived';
import { EXAMPLE_SITE } from '../engine/example-site';
import { defineGuardrail } from '../rule';
import { sliceRow } from './rows/external-host';

const WITH_IPV6: SiteInput = {
  ...EXAMPLE_SITE,
  networks: { ...EXAMPLE_SITE.networks, lan6: { cidr: 'fd00::/64' } },
  hosts: {
    ...EXAMPLE_SITE.hosts,
    nas6: { role: 'nas', network: 'lan6', address: 'fd00::20', failureDomains: ['rack-c'] },
  },
};

/** An address that is written by hand stays when the machine moves. */
export default defineGuardrail<EndpointSlice>({
  kind: 'discovery.k8s.io/EndpointSlice',
  severity: 'warning',
  summary: 'an EndpointSlice that is written by hand leads to machines of the site',
  why: 'an address that the site does not know is not changed with it, and nobody checks whether policies let traffic through to it',
  fix: 'add the machine to `hosts` of the site and use ExternalHost',
  waive: 'when the machine belongs to somebody else',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors',
  check({ endpoints }, { site, subject }) {
    const cluster = subject.plane === 'kubernetes' ? site.clusters.get(subject.cluster) : undefined;
    const known = knownAddresses(site);
    return endpoints.flatMap(({ addresses }, endpoint) =>
      addresses.flatMap((address, position) =>
        // What is no address of a machine at all is for network/endpoint-slice-address to tell.
        known.has(canonical(address)) || !endpointAddress(address, cluster?.serviceCidr).ok
          ? []
          : [
              {
                at: `endpoints[${endpoint}].addresses[${position}]`,
                got: address,
                expected: 'the address of a host or node of the site',
              },
            ],
      ),
    );
  },
  valid: [
    { name: 'the backup server of the site', objects: [sliceRow()] },
    { name: 'a node of a cluster', objects: [sliceRow({ endpoints: [{ addresses: ['192.0.2.111'] }] })] },
    {
      name: 'an IPv6 address that the site writes in another way',
      site: WITH_IPV6,
      objects: [sliceRow({ addressType: 'IPv6', endpoints: [{ addresses: ['fd00:0:0:0::0020'] }] })],
    },
  ],
  invalid: [
    {
      name: 'an address that the backup server had once',
      objects: [sliceRow({ endpoints: [{ addresses: ['192.0.2.19'] }] })],
      findings: [{ at: 'endpoints[0].addresses[0]', got: '192.0.2.19' }],
    },
    {
      name: 'one of two addresses is nobody’s',
      objects: [sliceRow({ endpoints: [{ addresses: ['192.0.2.20'] }, { addresses: ['198.51.100.7'] }] })],
      findings: [{ at: 'endpoints[1].addresses[0]', got: '198.51.100.7' }],
    },
  ],
});

const ofSites = new WeakMap<Site, ReadonlySet<string>>();

/** The same for every object of a site: worked out once. */
function knownAddresses(site: Site): ReadonlySet<string> {
  const found = ofSites.get(site) ?? addressesOf(site);
  ofSites.set(site, found);
  return found;
}

function addressesOf(site: Site): ReadonlySet<string> {
  const nodes = [...site.clusters.values()].flatMap((cluster) => [
    cluster.controlPlaneAddress,
    ...cluster.nodes.map(({ address }) => address),
  ]);
  return new Set([...[...site.hosts.values()].map(({ address }) => address), ...nodes].map(canonical));
}

/** One text for one address: IPv6 has many. */
function canonical(address: string): string {
  const ip = parseIp(address);
  return ip.ok ? ip.value.text : address;
}
