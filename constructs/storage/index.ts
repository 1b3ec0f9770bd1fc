export { NfsVolume, type NfsAccessMode, type NfsVolumeProps } from './nfs-volume';
export { StorageClass } from './storage-class';
export type { CommonStorageClassProps, RecurringJobSelector, StorageClassProps } from './storage-class-props';
export { VolumeSnapshotClass, type VolumeSnapshotClassProps } from './volume-snapshot-class';
