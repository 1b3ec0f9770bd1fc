export { defineSite, isSiteInput } from './define';
export { resolve, unresolved } from './resolve';
export { Site } from './site';
export type { SiteInput, SiteWaiver } from './input';
export type { Cluster, ClusterInput, ClusterNode, GitOpsInput, NodeInput } from './cluster';
export type { Database, DatabaseInput, VolumeInput } from './database';
export type { MoreDatabaseInput, PoolerInput, RoleInput } from './database-client';
export type {
  DatastoreInput,
  Host,
  HostInput,
  Machine,
  NasHostInput,
  PbsHostInput,
  PveHostInput,
  S3HostFlavour,
  S3HostInput,
} from './host';
export type { HostService, HostServiceInput } from './host-service';
export type { Network, NetworkInput } from './network';
export type { AllGuests, BackupSelection, GuestsById, GuestsOfPool, PveBackup, PveBackupInput, PveInput } from './pve';
