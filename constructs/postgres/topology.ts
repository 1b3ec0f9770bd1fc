import { FAILURE_DOMAIN_KINDS, type Cluster, type FailureDomainKind, type Site } from '../model';

/** A node that may run an instance, with everything that takes it down. */
export interface TopologyNode {
  readonly name: string;
  /** Keys of its failure domains by kind; `host` is the machine that runs the node. */
  readonly domains: ReadonlyMap<FailureDomainKind, readonly string[]>;
}

/** What must be known of a cluster to spread instances over it. */
export interface Topology {
  /** Key of the cluster in the site. */
  readonly cluster: string;
  /** Workers only: the control plane is tainted. */
  readonly nodes: readonly TopologyNode[];
  /** Node labels that carry a kind of failure domain. */
  readonly labels: ReadonlyMap<FailureDomainKind, string>;
}

/** The topology of a cluster of the site. */
export function topologyOf(site: Site, cluster: Cluster): Topology {
  const labels = cluster.topologyLabels ?? {};
  return {
    cluster: cluster.key,
    nodes: cluster.nodes
      .filter(({ role }) => role === 'worker')
      .map(({ name, host }) => ({ name, domains: domainsOf(site, host) })),
    labels: new Map(
      FAILURE_DOMAIN_KINDS.flatMap((kind): [FailureDomainKind, string][] => {
        const label = labels[kind];
        return label === undefined ? [] : [[kind, label]];
      }),
    ),
  };
}

function domainsOf(site: Site, host: string): TopologyNode['domains'] {
  const domains = new Map<FailureDomainKind, string[]>([['host', [`host:${host}`]]]);
  for (const key of site.host(host).failureDomains) {
    const kind = site.failureDomains.get(key)?.kind;
    if (kind !== undefined) {
      domains.set(kind, [...(domains.get(kind) ?? []), key]);
    }
  }
  return domains;
}
