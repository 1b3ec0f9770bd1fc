import type { KubeObject, Manifest, Site, Violation } from '../../constructs/model';
import {
  parseAddressRange,
  rangeContains,
  rangesOverlap,
  type AddressRange,
} from '../../constructs/model/address-range';
import { fieldsAt, isRecord, listOf, recordOf } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { textsOf } from '../engine/routes';
import { readableAddresses, readableNetworks } from '../engine/site/networks';
import { defineGuardrail } from '../rule';
import { INVALID, VALID } from './rows/address-pool';

const POOL = 'metallb.io/IPAddressPool';

/** What MetalLB gives away must be nobody's, and be announced. */
export default defineGuardrail<Manifest>({
  kind: POOL,
  severity: 'error',
  summary: 'the addresses of a pool are free, of one pool only, and announced',
  why: 'a Service that gets the address of a machine takes its traffic away from it; without an announcement nobody finds the address',
  fix: 'take addresses that no machine has and no DHCP server gives away, and use LoadBalancer, which announces them',
  waive: 'when a router outside the site sends the addresses to the nodes without an announcement',
  source: 'https://metallb.io/configuration/',
  check: (pool, index) => [
    ...fieldsAt(pool, 'spec.addresses[]').flatMap(({ at, value }, position) =>
      judge({ at, value, position }, pool, index),
    ),
    ...unannounced(pool, index),
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
  const others = [...takenBefore(pool, position), ...takenByPools(index)];
  const rival = others.find((other) => rangesOverlap(other.range, range));
  const taken = rival === undefined ? [] : [`${rival.range.text} of ${rival.whose}`];
  return [...taken, ...machinesIn(range, index)].map((what) => ({
    at,
    got: `${range.text}, which shares addresses with ${what}`,
    expected: 'addresses of nothing else',
  }));
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

/** Machines whose address is in a range, and addresses that are of a whole network. */
function machinesIn(range: AddressRange, { site }: ObjectIndex): readonly string[] {
  const machines = readableAddresses(site.input).filter(
    ({ ip, isOfService }) => isOfService !== true && rangeContains(range, ip),
  );
  return [...machines.map(({ ip, whose }) => `${ip.text}, the address of ${whose}`), ...endsIn(range, site)];
}

/** The first address of a network means the network, the last one everybody in it: IPv4 only. */
function endsIn(range: AddressRange, site: Site): readonly string[] {
  return [...readableNetworks(site.input)].flatMap(([key, { family, first, last, prefix }]) =>
    family === 6 || prefix > 30
      ? []
      : [
          ...(rangeContains(range, first) ? [`${first.text}, the address of the network ${key} itself`] : []),
          ...(rangeContains(range, last) ? [`${last.text}, the broadcast address of the network ${key}`] : []),
        ],
  );
}

function unannounced(pool: Manifest, index: ObjectIndex): readonly Violation[] {
  const all = [...index.ofKind('metallb.io/L2Advertisement'), ...index.ofKind('metallb.io/BGPAdvertisement')];
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
