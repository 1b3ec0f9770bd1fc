/** CPU and memory of one container, as Kubernetes quantities. */
export interface ContainerResources {
  /** CPU that the scheduler sets aside: `50m`. */
  readonly cpu: string;
  /** CPU above which the container is slowed down: `500m`. */
  readonly cpuLimit: string;
  /** Memory, as request and as limit: a node that has promised more than it holds kills at random. */
  readonly memory: string;
}
