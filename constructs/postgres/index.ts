export type { ForeignObjectStore, PostgresBackup } from './backup';
export { BackupSchedule, type TimeOfDay } from './backup-schedule';
export { ObjectStore } from './object-store';
export type { ObjectStoreProps, SidecarResources, StoreAuthority, StoreCredentials } from './object-store-props';
export { PostgresPodMonitor, type PostgresPodMonitorProps } from './pod-monitor';
export {
  caProjection,
  caVolume,
  libpqEnvironment,
  type CaVolume,
  type ConnectionOptions,
  type ConnectionPooler,
  type ExternalClient,
  type ExternalOptions,
  type InClusterOptions,
  type PostgresConnection,
} from './connection';
export { PostgresDatabase, type DatabaseExtension, type DatabaseSchema, type PostgresDatabaseProps } from './database';
export { addDatabaseClients, type DatabaseClients } from './database-clients';
export { DatabaseRole, type DatabaseRoleProps } from './database-role';
export type { ServiceRole } from './derived';
export { Pooler } from './pooler';
export type { PoolerMonitor, PoolerParameters, PoolerProps, PoolMode } from './pooler-props';
export { PostgresCluster, type PostgresEndpoint } from './postgres-cluster';
export type { InstanceResources, PostgresClusterProps } from './postgres-cluster-props';
export { ScheduledBackup, type ScheduledBackupProps } from './scheduled-backup';
export type { ServerCertificate } from './server-certificate';
export { siteBackup } from './site-backup';
export { topologyOf, type Topology, type TopologyNode } from './topology';
export type { SslMode } from './sslmode/derived';
