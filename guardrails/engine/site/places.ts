import type { ClusterInput, NodeInput, SiteInput } from '../../../constructs/model';
import { dotted, type Segments } from '../../schemas/path';

/** A value of the site with its place. */
export interface Placed<T> {
  readonly at: string;
  readonly value: T;
}

/** A value with its place, from the keys that lead there. */
export function placed<T>(segments: Segments, value: T): Placed<T> {
  return { at: dotted(segments), value };
}

/** Members by key; none where the part is left out. */
export function entriesOf<T>(members: Readonly<Record<string, T>> | undefined): [string, T][] {
  return Object.entries(members ?? {});
}

/** A node with the cluster that it is in. */
export interface NodeOfCluster {
  readonly segments: Segments;
  readonly name: string;
  readonly node: NodeInput;
  readonly cluster: ClusterInput;
}

/** Every node of every cluster. */
export function nodesOf(site: SiteInput): NodeOfCluster[] {
  return entriesOf(site.clusters).flatMap(([key, cluster]) =>
    entriesOf(cluster.nodes).map(([name, node]) => ({
      segments: ['clusters', key, 'nodes', name],
      name,
      node,
      cluster,
    })),
  );
}

/** An address of the site, with the key of the network that it should be in. */
export interface SiteAddress extends Placed<string> {
  readonly network: string;
  /** Whose address it is, for people. */
  readonly whose: string;
  /**
   * Whether it is of a Service, out of the addresses of a load balancer.
   *
   * @default false
   */
  readonly isOfService?: boolean;
}

/** Every address of the site: routers, hosts, control planes, nodes. */
export function addressesOf(site: SiteInput): SiteAddress[] {
  return [...gatewaysOf(site), ...machineAddressesOf(site)];
}

/** Addresses of routers. */
export function gatewaysOf(site: SiteInput): SiteAddress[] {
  return entriesOf(site.networks).flatMap(([network, { gateway }]) =>
    gateway === undefined
      ? []
      : [{ ...placed(['networks', network, 'gateway'], gateway), network, whose: `the gateway of ${network}` }],
  );
}

/** Addresses that machines have or share. */
export function machineAddressesOf(site: SiteInput): SiteAddress[] {
  const hosts = entriesOf(site.hosts).map(([key, { address, network }]) => ({
    ...placed(['hosts', key, 'address'], address),
    network,
    whose: `the host ${key}`,
  }));
  const planes = entriesOf(site.clusters).map(([key, { controlPlaneAddress, network }]) => ({
    ...placed(['clusters', key, 'controlPlaneAddress'], controlPlaneAddress),
    network,
    whose: `the control plane of ${key}`,
  }));
  const nodes = nodesOf(site).map(({ segments, name, node, cluster }) => ({
    ...placed([...segments, 'address'], node.address),
    network: node.network ?? cluster.network,
    whose: `the node ${name}`,
  }));
  return [...hosts, ...planes, ...nodes, ...waysIn(site)];
}

/** Addresses under which clusters are reached from outside. */
function waysIn(site: SiteInput): SiteAddress[] {
  return entriesOf(site.clusters).flatMap(([key, { network, platform }]) => {
    const address = platform?.traefik?.address;
    const segments = ['clusters', key, 'platform', 'traefik', 'address'];
    return address === undefined
      ? []
      : [{ ...placed(segments, address), network, whose: `Traefik of ${key}`, isOfService: true }];
  });
}

/** Every range of addresses: networks, then pods and Services of each cluster. */
export function cidrsOf(site: SiteInput): Placed<string>[] {
  return [
    ...entriesOf(site.networks).map(([key, { cidr }]) => placed(['networks', key, 'cidr'], cidr)),
    ...entriesOf(site.clusters).flatMap(([key, { podCidr, serviceCidr }]) => [
      placed(['clusters', key, 'podCidr'], podCidr),
      placed(['clusters', key, 'serviceCidr'], serviceCidr),
    ]),
  ];
}
