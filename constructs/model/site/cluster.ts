import type { External } from '../external';
import type { FailureDomainKind } from '../failure-domain';
import type { Port } from '../port';

/** A virtual machine that is a Kubernetes node. */
export interface NodeInput<N extends string = string, H extends string = string> {
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
  readonly address: string;
}

/** Where the rendered manifests live in Git. */
export interface GitOpsInput {
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
}

/** A Kubernetes cluster. */
export interface ClusterInput<N extends string = string, H extends string = string> {
  /** Minor version: `1.35`. */
  readonly kubernetes: string;
  readonly network: N;
  /** Address of the control plane, shared by its nodes. */
  readonly controlPlaneAddress: string;
  readonly podCidr: string;
  readonly serviceCidr: string;
  /** Nodes by name. */
  readonly nodes: Readonly<Record<string, NodeInput<N, H>>>;
  /**
   * Node label that carries a kind of failure domain; the node's own name is always known.
   *
   * @default - none: pods can only be spread over nodes
   */
  readonly topologyLabels?: Partial<Readonly<Record<FailureDomainKind, string>>>;
  readonly gitops: GitOpsInput;
  /**
   * Things in the cluster that this site does not render.
   *
   * @default - none
   */
  readonly externals?: readonly External[];
}

/** A host of the site under a name inside a cluster. */
export interface HostServiceInput<H extends string = string, C extends string = string> {
  readonly cluster: C;
  readonly namespace: string;
  readonly host: H;
  readonly ports: readonly Port[];
}
