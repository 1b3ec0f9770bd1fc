export { defineSite, isSiteInput } from './define';
export { resolve, unresolved } from './resolve';
export { Site } from './site';
export type { SiteInput, SiteWaiver } from './input';
export type {
  Cluster,
  ClusterDelivery,
  ClusterInput,
  ClusterNode,
  GitOpsInput,
  NamespaceInput,
  NodeInput,
} from './cluster';
export type { Database, DatabaseBackupInput, DatabaseInput, VolumeInput } from './database';
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
export type { NfsVolumeInput, SiteNfsVolume } from './nfs-volume';
export type { PgAdminInput, SitePgAdmin } from './pg-admin';
export type {
  ArgoCdInput,
  ChartInstallInput,
  KubeVipInput,
  LonghornInput,
  MetalLbInput,
  MetricsServerInput,
  MonitoringVolumeInput,
  PlatformInput,
  PlatformSystem,
  PrometheusStackInput,
  SealedSecretsInput,
  TraefikInput,
} from './platform';
export type { AllGuests, BackupSelection, GuestsById, GuestsOfPool, PveBackup, PveBackupInput, PveInput } from './pve';
export { sealedSecret } from './secret';
export type { SealedSecretFile, SealedSecretInput, SealingCertificate, SealingScope, SiteSecret } from './secret';
