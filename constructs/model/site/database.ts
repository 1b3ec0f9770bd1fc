/** One volume. */
export interface VolumeInput {
  /** Kubernetes quantity: `20Gi`. */
  readonly size: string;
  readonly storageClass: string;
}

/** A PostgreSQL cluster of CloudNativePG. */
export interface DatabaseInput<C extends string = string> {
  readonly cluster: C;
  readonly namespace: string;
  /** Major and minor version: `18.4`. */
  readonly version: string;
  /**
   * Instances, 1 or more: one primary, the rest replicas.
   *
   * @default 3
   */
  readonly instances?: number;
  /** CPU of each instance, request and limit alike, as a Kubernetes quantity. */
  readonly cpu: string;
  /** Memory of each instance, request and limit alike, as a Kubernetes quantity. */
  readonly memory: string;
  readonly storage: VolumeInput;
  /**
   * A volume of its own for the write-ahead log; it cannot be taken away again.
   *
   * @default - the log shares the data volume
   */
  readonly walStorage?: VolumeInput;
  /**
   * Name of the database that is created first.
   *
   * @default 'app'
   */
  readonly database?: string;
  /**
   * Owner of that database.
   *
   * @default 'app'
   */
  readonly owner?: string;
}
