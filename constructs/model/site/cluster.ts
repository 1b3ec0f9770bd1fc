import { compareCodePoints } from '../code-points';
import type { External } from '../external';
import type { FailureDomainKind } from '../failure-domain';
import type { PodSecurityLevel } from '../pod-security';
import { mapOf, type Keyed } from './keyed';
import type { PlatformInput } from './platform';

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
export interface GitOpsInput<C extends string = string> {
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
  /**
   * The cluster, by its key, whose Argo CD delivers this one too. That Argo CD must know this cluster under
   * `https://<controlPlaneAddress>:6443`.
   *
   * @default - an Argo CD of its own
   */
  readonly deliveredBy?: C;
}

/** A namespace. */
export interface NamespaceInput {
  /**
   * Level of Pod Security that its pods must keep.
   *
   * @default 'restricted'
   */
  readonly podSecurity?: PodSecurityLevel;
  /**
   * Why its pods need the level `privileged`.
   *
   * @default - they do not
   */
  readonly reason?: string;
}

/** A Kubernetes cluster. */
export interface ClusterInput<N extends string = string, H extends string = string, C extends string = string> {
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
  readonly gitops: GitOpsInput<NoInfer<C>>;
  /**
   * Systems that the cluster is made of.
   *
   * @default - none: everything is installed by other means
   */
  readonly platform?: PlatformInput;
  /**
   * Namespaces by name: those of your own charts, and those of the site whose pods need another level than the strictest.
   *
   * @default - none besides those of the platform, of databases, Services, volumes, Secrets and pgAdmin
   */
  readonly namespaces?: Readonly<Record<string, NamespaceInput>>;
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

/** Who delivers a cluster, and under which names. */
export interface ClusterDelivery {
  /** Namespace of the Argo CD that does it. */
  readonly namespace: string;
  /** API server as that Argo CD knows it. */
  readonly server: string;
  /** What the names of Applications and AppProjects begin with, so that two clusters do not share any; mostly nothing. */
  readonly prefix: string;
  /** Whether it is the Argo CD of another cluster. */
  readonly isRemote: boolean;
}

/** A cluster with what follows from the site. */
export interface Cluster extends Omit<ClusterInput, 'nodes' | 'gitops' | 'platform'> {
  readonly key: string;
  readonly nodes: readonly ClusterNode[];
  readonly gitops: Required<Omit<GitOpsInput, 'deliveredBy'>>;
  readonly delivery: ClusterDelivery;
  /** Keys of the clusters that this one's Argo CD delivers besides its own, in code-point order. */
  readonly delivers: readonly string[];
  readonly platform: PlatformInput;
}

/** Clusters by key. */
export function clustersOf(clusters: Keyed<ClusterInput> | undefined): ReadonlyMap<string, Cluster> {
  return mapOf(clusters, (cluster, key) => clusterOf(cluster, key, clusters ?? {}));
}

/** The cluster that Argo CD runs in, as it knows it itself. */
const IN_CLUSTER = 'https://kubernetes.default.svc';

function clusterOf(cluster: ClusterInput, key: string, all: Keyed<ClusterInput>): Cluster {
  const nodes = Object.entries(cluster.nodes).map(([name, node]): ClusterNode => ({
    network: cluster.network,
    ...node,
    name,
  }));
  const { deliveredBy, ...given } = cluster.gitops;
  const gitops = { path: 'dist', namespace: namespaceOf(cluster), includedKinds: [], ...given };
  return {
    ...cluster,
    key,
    nodes,
    platform: cluster.platform ?? {},
    gitops,
    delivery:
      deliveredBy === undefined
        ? { namespace: gitops.namespace, server: IN_CLUSTER, prefix: '', isRemote: false }
        : {
            namespace: namespaceOf(Object.hasOwn(all, deliveredBy) ? all[deliveredBy] : undefined),
            server: `https://${hostPart(cluster.controlPlaneAddress)}:6443`,
            prefix: `${key}-`,
            isRemote: true,
          },
    delivers: Object.keys(all)
      .filter((other) => all[other]!.gitops.deliveredBy === key)
      .sort(compareCodePoints),
  };
}

function namespaceOf(cluster: ClusterInput | undefined): string {
  return cluster?.gitops.namespace ?? 'argocd';
}

/** An address as URLs write it. */
function hostPart(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
