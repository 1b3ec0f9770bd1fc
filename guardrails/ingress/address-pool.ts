import type { KubeObject, Manifest, Site, Violation } from '../../constructs/model';
import {
  parseAddressRange,
  rangeContains,
  rangesOverlap,
  rangeWithin,
  type AddressRange,
} from '../../constructs/model/address-range';
import type { IpAddress } from '../../constructs/model/ip';
import { METALLB } from '../../constructs/ingress/metallb/derived';
import { fieldsAt, isRecord, listOf, recordOf } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { textsOf } from '../engine/routes';
import { readableAddresses, readableNetworks } from '../engine/site/networks';
import { defineGuardrail } from '../rule';
import { INVALID, VALID } from './rows/address-pool';

const POOL = 'metallb.io/IPAddressPool';
const LAYER_2 = 'metallb.io/L2Advertisement';

/** What MetalLB gives away must be nobody's, and be announced. */
export default defineGuardrail<Manifest>({
  kind: POOL,
  severity: 'error',
  summary: 'the addresses of a pool are free, of one pool only, of a network of the cluster, and announced',
  why: 'a Service that gets the address of a machine takes its traffic away from it; without an announcement, or on layer 2 in a network where no node is, nobody finds the address',
  fix: 'take addresses that no machine has and no DHCP server gives away, and use LoadBalancer, which announces them',
  waive: 'when a router outside the site sends the addresses to the nodes without an announcement',
  source: 'https://metallb.io/configuration/',
  check: (pool, index) => [
    ...fieldsAt(pool, 'spec.addresses[]').flatMap(({ at, value }, position) =>
      judge({ at, value, position }, pool, index),
    ),
    ...(pool.metadata.namespace === METALLB.namespace ? unannounced(pool, index) : [unread(pool)]),
  ],
  valid: VALID,
  invalid: INVALID,
});

interface Written {
  readonly at: string;
  readonly value: unknown;
  readonly position: number;
}

function judge({ at, value, position }: Written, pool: Manifest, index: ObjectIndex): readonly Violation[] {
  const outcome = parseAddressRange(value);
  if (!outcome.ok) {
    return [{ at, ...outcome.fault }];
  }
  const range = outcome.value;
  const outside = isOnLayer2(pool, index) ? outsideOf(networksOfCluster(index), range) : [];
  const others = [...takenBefore(pool, position), ...takenByPools(index)];
  const rival = others.find((other) => rangesOverlap(other.range, range));
  const taken = rival === undefined ? [] : [`${rival.range.text} of ${rival.whose}`];
  const shared = [...taken, ...machinesIn(range, index), ...endsIn(range, pool, index.site)].map((what) => ({
    at,
    got: `${range.text}, which shares addresses with ${what}`,
    expected: 'addresses of nothing else',
  }));
  return [...outside.map((expected) => ({ at, got: range.text, expected })), ...shared];
}

/** Networks in which nodes of the cluster are: those that can be read. */
function networksOfCluster({ site, subject }: ObjectIndex): readonly AddressRange[] {
  const cluster = site.clusters.get((subject as KubeObject).cluster);
  const keys = new Set([...(cluster?.nodes ?? []).map(({ network }) => network), cluster?.network ?? '']);
  return [...keys].flatMap((key) => readableNetworks(site.input).get(key) ?? []);
}

/** A node answers for an address on layer 2 where it is itself; networks of the other family are not known here. */
function outsideOf(networks: readonly AddressRange[], range: AddressRange): readonly string[] {
  const near = networks.filter(({ family }) => family === range.family);
  return near.length === 0 || near.some((network) => rangeWithin(range, network))
    ? []
    : [`addresses of a network of the cluster: ${near.map(({ text }) => text).join(', ')}`];
}

interface Taken {
  readonly range: AddressRange;
  readonly whose: string;
}

function rangesOf(pool: Manifest, whose: string): readonly Taken[] {
  return fieldsAt(pool, 'spec.addresses[]').flatMap(({ value }) => {
    const outcome = parseAddressRange(value);
    return outcome.ok ? [{ range: outcome.value, whose }] : [];
  });
}

/** What stands before an entry in its own pool. */
function takenBefore(pool: Manifest, position: number): readonly Taken[] {
  const earlier = listOf(recordOf(pool['spec'])['addresses']).slice(0, position);
  return rangesOf({ ...pool, spec: { addresses: earlier } }, 'the same pool');
}

/** Two pools that overlap are told once, at the later one. */
function takenByPools(index: ObjectIndex): readonly Taken[] {
  const pools = index.ofKind(POOL);
  const own = pools.findIndex((pool) => pool === index.subject);
  return pools
    .slice(0, Math.max(0, own))
    .flatMap(({ manifest }) => rangesOf(manifest, `the pool ${manifest.metadata.name}`));
}

/** Machines whose address is in a range. */
function machinesIn(range: AddressRange, { site }: ObjectIndex): readonly string[] {
  const machines = readableAddresses(site.input).filter(
    ({ ip, isOfService }) => isOfService !== true && rangeContains(range, ip),
  );
  return machines.map(({ ip, whose }) => `${ip.text}, the address of ${whose}`);
}

/** The first address of a network means the network, the last one everybody in it: IPv4 only. */
function endsIn(range: AddressRange, pool: Manifest, site: Site): readonly string[] {
  const isAvoided = recordOf(pool['spec'])['avoidBuggyIPs'] === true;
  return [...readableNetworks(site.input)].flatMap(([key, { family, first, last, prefix }]) =>
    family === 6 || prefix > 30
      ? []
      : [
          ...(rangeContains(range, first) && !(isAvoided && isBuggy(first))
            ? [`${first.text}, the address of the network ${key} itself`]
            : []),
          ...(rangeContains(range, last) && !(isAvoided && isBuggy(last))
            ? [`${last.text}, the broadcast address of the network ${key}`]
            : []),
        ],
  );
}

/** Addresses that a pool with `avoidBuggyIPs` never gives away, whatever network they are in. */
function isBuggy({ text }: IpAddress): boolean {
  return text.endsWith('.0') || text.endsWith('.255');
}

function isOnLayer2(pool: Manifest, index: ObjectIndex): boolean {
  return index.ofKind(LAYER_2).some((advertisement) => announces(advertisement, pool));
}

/** MetalLB reads pools, and their announcements, in its own namespace and in no other one. */
function unread({ metadata: { namespace } }: Manifest): Violation {
  return {
    at: 'metadata.namespace',
    got: namespace ?? 'nothing',
    expected: `the namespace of MetalLB, ${METALLB.namespace}`,
  };
}

function unannounced(pool: Manifest, index: ObjectIndex): readonly Violation[] {
  const all = [...index.ofKind(LAYER_2), ...index.ofKind('metallb.io/BGPAdvertisement')];
  return index.incomplete || all.some((advertisement) => announces(advertisement, pool))
    ? []
    : [
        {
          at: 'metadata.name',
          got: `${pool.metadata.name}, which nothing announces`,
          expected: 'an L2Advertisement, or a BGPAdvertisement, that names the pool',
        },
      ];
}

/** Without names and selectors an advertisement is for every pool of its namespace. */
function announces({ manifest }: KubeObject, { metadata }: Manifest): boolean {
  const { ipAddressPools, ipAddressPoolSelectors } = recordOf(manifest['spec']);
  const [names, selectors] = [textsOf(ipAddressPools), listOf(ipAddressPoolSelectors)];
  return (
    manifest.metadata.namespace === metadata.namespace &&
    (names.includes(metadata.name) ||
      selectors.some((selector) => mayMatch(selector, metadata.labels ?? {})) ||
      (names.length === 0 && selectors.length === 0))
  );
}

/** Expressions are not worked out here: they may match. */
function mayMatch(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  const { matchLabels } = recordOf(selector);
  return !isRecord(matchLabels) || Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}
