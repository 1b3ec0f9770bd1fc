import type { Cluster } from '../model';
import type { DATA_LOCALITIES, FILE_SYSTEMS } from './longhorn/classes/derived';

/** A RecurringJob of Longhorn, or a group of them. */
export interface RecurringJobSelector {
  readonly name: string;
  /**
   * Whether the name is that of a group.
   *
   * @default false
   */
  readonly isGroup?: boolean;
}

/** What every {@link StorageClass} may say. */
export interface CommonStorageClassProps {
  /** Cluster whose workers keep the replicas. */
  readonly cluster: Cluster;
  /**
   * Name of the class.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * What becomes of a volume whose claim is deleted. `Retain` keeps it, and its space, until a person deletes both.
   *
   * @default 'Retain'
   */
  readonly reclaimPolicy?: 'Retain' | 'Delete';
  /**
   * Whether a claim may be made larger.
   *
   * @default true
   */
  readonly allowVolumeExpansion?: boolean;
  /**
   * File system of new volumes.
   *
   * @default 'ext4'
   */
  readonly fsType?: (typeof FILE_SYSTEMS)[number];
  /**
   * Tags that the disks of replicas must have, all of them.
   *
   * @default - any disk
   */
  readonly diskSelector?: readonly string[];
  /**
   * Tags that Longhorn's nodes must have, all of them.
   *
   * @default - any node
   */
  readonly nodeSelector?: readonly string[];
  /**
   * Jobs that each volume of the class gets.
   *
   * @default - those of the group `default`
   */
  readonly recurringJobs?: readonly RecurringJobSelector[];
}

/** Settings of a {@link StorageClass}. */
export interface StorageClassProps extends CommonStorageClassProps {
  /** Copies of each volume, each on a node of its own: 1 to 20, and no more than there are workers. */
  readonly numberOfReplicas: number;
  /**
   * Whether a copy is on the node of the pod that uses the volume. `strict-local` keeps the only copy there: the pod can
   * run nowhere else.
   *
   * @default 'disabled'
   */
  readonly dataLocality?: (typeof DATA_LOCALITIES)[number];
  /**
   * Minutes until a copy that failed is no longer waited for, and deleted.
   *
   * @default 2880 - two days, as the driver has it
   */
  readonly staleReplicaTimeoutMinutes?: number;
  /**
   * When a volume is made: with its claim, or when the first pod has its node.
   *
   * @default 'WaitForFirstConsumer'
   */
  readonly volumeBindingMode?: 'Immediate' | 'WaitForFirstConsumer';
  /**
   * Whether claims that name no class get this one. One class of a cluster may.
   *
   * @default false
   */
  readonly isDefault?: boolean;
}
