import type { SiteInput, Violation } from '../../constructs/model';
import { overlaps, parseCidr, type Cidr } from '../../constructs/model/cidr';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, nodesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

interface Range {
  readonly at: string;
  readonly cidr: Cidr;
  readonly kind: 'network' | 'pods' | 'services';
  /** Key of the cluster; none for a network of the site. */
  readonly cluster?: string;
}

function rangesOf(site: SiteInput): Range[] {
  const networks = entriesOf(site.networks).flatMap(([key, { cidr }]) =>
    rangeOf(['networks', key, 'cidr'], cidr, { kind: 'network' }),
  );
  const clusters = entriesOf(site.clusters).flatMap(([cluster, { podCidr, serviceCidr }]) => [
    ...rangeOf(['clusters', cluster, 'podCidr'], podCidr, { kind: 'pods', cluster }),
    ...rangeOf(['clusters', cluster, 'serviceCidr'], serviceCidr, { kind: 'services', cluster }),
  ]);
  return [...networks, ...clusters];
}

function rangeOf(segments: readonly string[], text: string, range: Omit<Range, 'at' | 'cidr'>): Range[] {
  const outcome = parseCidr(text);
  return outcome.ok ? [{ at: placed(segments, text).at, cidr: outcome.value, ...range }] : [];
}

/** Pairs of clusters whose nodes share a network: their pods can send packets to each other's. */
function neighbours(site: SiteInput): (a: string, b: string) => boolean {
  const networks = new Map(entriesOf(site.clusters).map(([key, { network }]) => [key, new Set([network])] as const));
  for (const { segments, node, cluster } of nodesOf(site)) {
    networks.get(String(segments[1]))?.add(node.network ?? cluster.network);
  }
  return (a, b) => [...(networks.get(a) ?? [])].some((network) => networks.get(b)?.has(network));
}

/** Whether packets for both ranges can be on one wire. Services of two clusters never are: each cluster keeps its own. */
function canMeet(a: Range, b: Range, areNeighbours: (a: string, b: string) => boolean): boolean {
  if (a.cluster === undefined || b.cluster === undefined || a.cluster === b.cluster) {
    return true;
  }
  return !(a.kind === 'services' && b.kind === 'services') && areNeighbours(a.cluster, b.cluster);
}

/** One address, one place. */
export default defineSiteRule({
  severity: 'error',
  summary: 'networks, pod ranges and Service ranges share no address where packets for both can meet',
  why: 'a node sends packets for a shared address to the range that it knows best: hosts vanish for pods, or pods for hosts',
  fix: 'move one of them to a range of its own; a range that holds another one counts as well',
  waive: 'for two clusters whose pods never leave their node without address translation',
  source: 'https://kubernetes.io/docs/concepts/cluster-administration/networking/',
  check(site) {
    const ranges = rangesOf(site);
    const areNeighbours = neighbours(site);
    return ranges.flatMap((range, index) =>
      ranges
        .slice(0, index)
        .filter((other) => overlaps(range.cidr, other.cidr) && canMeet(range, other, areNeighbours))
        .map((other): Violation => ({
          at: range.at,
          got: `${range.cidr.text}, which shares addresses with ${other.at}, ${other.cidr.text}`,
          expected: 'a range of its own',
        })),
    );
  },
  valid: [
    { name: 'three ranges apart', site: EXAMPLE_SITE },
    {
      name: 'two clusters with the same Services, each of which knows its own only',
      site: exampleSiteWith(({ clusters }) => {
        clusters['lab'] = { ...clusters['home']!, podCidr: '10.245.0.0/16', nodes: {} };
      }),
    },
    {
      name: 'two clusters with the same pods in networks apart',
      site: exampleSiteWith(({ networks, clusters }) => {
        networks['lab'] = { cidr: '198.51.100.0/24' };
        clusters['lab'] = { ...clusters['home']!, network: 'lab', nodes: {} };
      }),
    },
  ],
  invalid: [
    {
      name: 'a network inside the range of the pods',
      site: exampleSiteWith((site) => {
        site.networks['dmz'] = { cidr: '10.244.5.0/24' };
      }),
      findings: [
        {
          at: 'clusters.home.podCidr',
          got: '10.244.0.0/16, which shares addresses with networks.dmz.cidr, 10.244.5.0/24',
        },
      ],
    },
    {
      name: 'two networks, and Services among the pods',
      site: exampleSiteWith((site) => {
        site.networks['dmz'] = { cidr: '192.0.2.128/25' };
        site.clusters['home']!.serviceCidr = '10.244.128.0/20';
      }),
      findings: [
        { at: 'networks.dmz.cidr', got: '192.0.2.128/25, which shares addresses with networks.lan.cidr, 192.0.2.0/24' },
        {
          at: 'clusters.home.serviceCidr',
          got: '10.244.128.0/20, which shares addresses with clusters.home.podCidr, 10.244.0.0/16',
        },
      ],
    },
    {
      name: 'two clusters in one network with the same pods',
      site: exampleSiteWith(({ clusters }) => {
        clusters['lab'] = { ...clusters['home']!, nodes: {} };
      }),
      findings: [
        {
          at: 'clusters.lab.podCidr',
          got: '10.244.0.0/16, which shares addresses with clusters.home.podCidr, 10.244.0.0/16',
        },
      ],
    },
  ],
});
