import type { Port } from './port';

/** One end of a flow. */
export type FlowPeer =
  /** Pods by namespace and labels; no labels means every pod of the namespace. */
  | { readonly kind: 'pods'; readonly namespace: string; readonly labels?: Readonly<Record<string, string>> }
  /** A host of the site, by key. */
  | { readonly kind: 'host'; readonly host: string }
  /** Every node of the cluster. */
  | { readonly kind: 'nodes' }
  /** The API server, as the control plane's own addresses. */
  | { readonly kind: 'apiServer' }
  /** Addresses outside the site. */
  | { readonly kind: 'cidr'; readonly cidr: string };

/** Traffic that must be possible: a connection opened by `from`, answered by `to`. */
export interface Flow {
  /** Key of the cluster. */
  readonly cluster: string;
  readonly from: FlowPeer;
  readonly to: FlowPeer;
  /** Ports on which `to` listens, as the pod or the host sees them (after DNAT). */
  readonly ports: readonly Port[];
  /** What stops working without it. */
  readonly why: string;
}
