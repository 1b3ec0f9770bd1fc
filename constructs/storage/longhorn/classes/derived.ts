import type { Cluster } from '../../../model';

/** Name of Longhorn's CSI driver: provisioner of its classes, driver of its snapshots. */
export const LONGHORN_DRIVER = 'driver.longhorn.io';

/**
 * Most replicas that a volume may have, from the range of the setting `default-replica-count`.
 *
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/types/setting.go
 */
export const MOST_REPLICAS = 20;

/** Copies of each volume of a class that does not say: the setting `default-replica-count`, as the site sets it. */
export function defaultReplicas(cluster: Pick<Cluster, 'platform'> | undefined): number {
  return cluster?.platform.longhorn?.replicas ?? 3;
}

/** Where the replicas of a volume are, as seen from the pod that uses it. */
export const DATA_LOCALITIES = ['disabled', 'best-effort', 'strict-local'] as const;

/** File systems that the driver can make. */
export const FILE_SYSTEMS = ['ext4', 'xfs'] as const;

/**
 * What a VolumeSnapshot becomes: a snapshot beside the volume, a copy in the backup target, or an image for new volumes.
 * The driver reads a missing type as `bak`.
 *
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/csi/controller_server.go
 */
export const SNAPSHOT_TYPES = ['snap', 'bak', 'bi'] as const;

/** The name of old that the driver still reads as `bak`. */
export const OLD_SNAPSHOT_TYPE = 'bs';

/** Values that the driver reads for a parameter. */
export type ParameterForm = 'text' | 'integer' | 'boolean' | 'json' | readonly string[];

const SWITCH = ['ignored', 'enabled', 'disabled'] as const;

/**
 * Parameters of a StorageClass that Longhorn's driver reads. Names that are not here it passes over without a word.
 *
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/csi/util.go
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/csi/controller_server.go GetCapacity
 */
export const CLASS_PARAMETERS: ReadonlyMap<string, ParameterForm> = new Map<string, ParameterForm>([
  ['backingImage', 'text'],
  ['backingImageChecksum', 'text'],
  ['backingImageDataSourceParameters', 'text'],
  ['backingImageDataSourceType', 'text'],
  ['backingImageDiskSelector', 'text'],
  ['backingImageMinNumberOfCopies', 'text'],
  ['backingImageNodeSelector', 'text'],
  ['backupBlockSize', 'text'],
  ['backupTargetName', 'text'],
  ['cloneMode', ['full-copy', 'linked-clone']],
  ['dataEngine', 'text'],
  ['dataLayout.dataChunks', 'integer'],
  ['dataLayout.mode', 'text'],
  ['dataLayout.parityChunks', 'integer'],
  ['dataLayout.stripSizeKB', 'integer'],
  ['dataLayout.type', 'text'],
  ['dataLocality', DATA_LOCALITIES],
  ['disableRevisionCounter', 'boolean'],
  ['diskSelector', 'text'],
  ['encrypted', 'boolean'],
  ['exclusive', 'boolean'],
  ['freezeFilesystemForSnapshot', SWITCH],
  ['fromBackup', 'text'],
  ['frontend', 'text'],
  ['fsType', 'text'],
  ['migratable', 'boolean'],
  ['mkfsParams', 'text'],
  ['nfsOptions', 'text'],
  ['nodeSelector', 'text'],
  ['numberOfReplicas', 'integer'],
  ['recurringJobSelector', 'json'],
  ['replicaAutoBalance', ['ignored', 'disabled', 'least-effort', 'best-effort']],
  ['replicaDiskSoftAntiAffinity', SWITCH],
  ['replicaSoftAntiAffinity', SWITCH],
  ['replicaZoneSoftAntiAffinity', SWITCH],
  ['share', 'boolean'],
  ['staleReplicaTimeout', 'integer'],
  ['storageCapacityMode', ['node', 'zone']],
  ['strictTopology', 'text'],
  ['ublkNumberOfQueue', 'integer'],
  ['ublkQueueDepth', 'integer'],
  ['unmapMarkSnapChainRemoved', SWITCH],
]);

/** Parameters that the provisioner beside every driver reads; it knows `fstype` in any case of letters. */
export const PROVISIONER_PARAMETERS = 'csi.storage.k8s.io/';

/**
 * Nodes that keep replicas: the workers. Longhorn's pods tolerate no taint by default, so control-plane nodes do only where
 * there are no others.
 */
export function storageNodes({ nodes }: Pick<Cluster, 'nodes'>): readonly string[] {
  const workers = nodes.filter(({ role }) => role === 'worker');
  return (workers.length > 0 ? workers : nodes).map(({ name }) => name);
}
