import type { Cluster } from '../../model';

/** CPU and memory of a pod, as Kubernetes quantities; rendered as request and as limit. */
export interface KubeVipResources {
  readonly cpu: string;
  readonly memory: string;
}

/** Settings of a {@link KubeVip}. */
export interface KubeVipProps {
  /** The cluster whose control-plane address is carried. */
  readonly cluster: Cluster;
  /** Network interface of the control-plane nodes that gets the address: `eth0`. The same on all of them. */
  readonly interface: string;
  /**
   * Resources of each pod.
   *
   * @default { cpu: '100m', memory: '64Mi' }
   */
  readonly resources?: KubeVipResources;
}
