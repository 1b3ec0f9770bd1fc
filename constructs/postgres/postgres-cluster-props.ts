import type { VolumeInput } from '../model';
import type { PostgresBackup } from './backup';
import type { ServerCertificate } from './server-certificate';
import type { Topology } from './topology';

/** CPU and memory of each instance, as Kubernetes quantities: request and limit alike. */
export interface InstanceResources {
  /** `2`, `500m`. Whole numbers where nodes run the static CPU manager. */
  readonly cpu: string;
  /** `4Gi`. A quarter of it becomes `shared_buffers`. */
  readonly memory: string;
}

/** Settings of a `PostgresCluster`. */
export interface PostgresClusterProps {
  /**
   * Name of the `Cluster` object: a DNS-1035 label of at most 50 characters.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  readonly namespace: string;
  /** The nodes to spread over, as `topologyOf(site, cluster)` gives them. */
  readonly topology: Topology;
  /** Major and minor version: `18.4`. */
  readonly version: string;
  /**
   * Debian release of the image. Another release sorts text in another order: indexes must be built again after a change.
   *
   * @default 'trixie'
   */
  readonly distribution?: string;
  /**
   * Digest of the image, `sha256:` and 64 hex digits. Images of a version are built again every week.
   *
   * @default - none: the newest build when a node pulls
   */
  readonly digest?: string;
  /**
   * Number of instances, 1 or more: one primary, the rest replicas.
   *
   * @default 3
   */
  readonly instances?: number;
  readonly resources: InstanceResources;
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
  /**
   * Where WAL and base backups go, and when.
   *
   * @default - no backup: what is deleted is gone
   */
  readonly backup?: PostgresBackup;
  /**
   * Who signs the certificate that instances and poolers show. The operator's own authority is known in the namespace of the
   * database alone; with a ClusterIssuer, clients elsewhere find the authority in any Secret that it issued to them.
   *
   * @default - the operator itself
   */
  readonly serverCertificate?: ServerCertificate;
  /**
   * Settings of `postgresql.conf`, over those that follow from the resources.
   *
   * @default - `shared_buffers` is a quarter of the memory
   */
  readonly parameters?: Readonly<Record<string, string>>;
}
