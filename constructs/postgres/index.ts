export type { ForeignObjectStore, PostgresBackup } from './backup';
export { BackupSchedule, type TimeOfDay } from './backup-schedule';
export type { ServiceRole } from './derived';
export { ObjectStore } from './object-store';
export type { ObjectStoreProps, SidecarResources, StoreAuthority, StoreCredentials } from './object-store-props';
export { PostgresCluster, type PostgresEndpoint } from './postgres-cluster';
export type { InstanceResources, PostgresClusterProps } from './postgres-cluster-props';
export { ScheduledBackup, type ScheduledBackupProps } from './scheduled-backup';
export { topologyOf, type Topology, type TopologyNode } from './topology';
