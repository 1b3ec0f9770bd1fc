import type { External } from '../external';
import type { FailureDomainKind } from '../failure-domain';
import { mapOf, type Keyed } from './keyed';

/** A virtual machine that is a Kubernetes node. */
export interface NodeInput<N extends string = string, H extends string = string> {
  /** A control-plane node is a member of etcd; a worker runs everything else. */
  readonly role: 'control-plane' | 'worker';
  /** Key of the Proxmox VE host that runs it. */
  readonly host: H;
  /** VM id, 100 to 999999999, unique in the site. */
  readonly vmId: number;
  /**
   * Key of the network.
   *
   * @default - the cluster's network
   */
  readonly network?: N;
  /** Address inside that network, of no other machine. */
  readonly address: string;
}

/** Where the rendered manifests live in Git. */
export interface GitOpsInput {
  /** Git URL over HTTPS or SSH, without a password or a token in it. */
  readonly repoURL: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  /**
   * Path of the output inside the repository; `.` is its root.
   *
   * @default 'dist'
   */
  readonly path?: string;
  /**
   * Namespace of Argo CD.
   *
   * @default 'argocd'
   */
  readonly namespace?: string;
  /**
   * Kinds that this Argo CD delivers although it excludes them by default: `discovery.k8s.io/EndpointSlice`. Name here what
   * you have taken out of `resource.exclusions` in `argocd-cm`.
   *
   * @default [] - none: the defaults of Argo CD
   */
  readonly includedKinds?: readonly string[];
}

/** A Kubernetes cluster. */
export interface ClusterInput<N extends string = string, H extends string = string> {
  /** Minor version: `1.35`. */
  readonly kubernetes: string;
  /** Key of the network that its nodes are in. */
  readonly network: N;
  /** Address of the control plane inside the cluster's network, shared by its nodes and of no machine alone. */
  readonly controlPlaneAddress: string;
  /** Addresses of pods, apart from every network of the site. */
  readonly podCidr: string;
  /** Addresses of Services, apart from every network of the site and from the pods. */
  readonly serviceCidr: string;
  /** Nodes by name: control-plane nodes in odd number, and workers. */
  readonly nodes: Readonly<Record<string, NodeInput<N, H>>>;
  /**
   * Node label that carries a kind of failure domain; the node's own name is always known.
   *
   * @default - none: pods can only be spread over nodes
   */
  readonly topologyLabels?: Partial<Readonly<Record<FailureDomainKind, string>>>;
  /** Where Argo CD finds what is rendered. */
  readonly gitops: GitOpsInput;
  /**
   * Things in the cluster that this site does not render.
   *
   * @default - none
   */
  readonly externals?: readonly External[];
}

/** A Kubernetes node with what follows from the site. */
export interface ClusterNode extends Required<NodeInput> {
  readonly name: string;
}

/** A cluster with what follows from the site. */
export interface Cluster extends Omit<ClusterInput, 'nodes' | 'gitops'> {
  readonly key: string;
  readonly nodes: readonly ClusterNode[];
  readonly gitops: Required<GitOpsInput>;
}

/** Clusters by key. */
export function clustersOf(clusters: Keyed<ClusterInput> | undefined): ReadonlyMap<string, Cluster> {
  return mapOf(clusters, clusterOf);
}

function clusterOf(cluster: ClusterInput, key: string): Cluster {
  const nodes = Object.entries(cluster.nodes).map(([name, node]): ClusterNode => ({
    network: cluster.network,
    ...node,
    name,
  }));
  return {
    ...cluster,
    key,
    nodes,
    gitops: { path: 'dist', namespace: 'argocd', includedKinds: [], ...cluster.gitops },
  };
}
