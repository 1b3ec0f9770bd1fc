export { nameComponent } from '../core/component';
export { HostResource, type HostResourceOptions, type HostResourceProps } from '../core/host-resource';
export { HostStack } from '../core/host-stack';
export { hostType, type HostInputs, type HostOutputs, type HostType } from '../core/host-type';
export { secretConfig, type ConfigValue, type Reference, type Symbolic } from '../core/reference';
export { BackupJob, type BackupJobProps } from './backup-job';
export { PbsStorage, type PbsStorageProps } from './pbs-storage';
export { ProxmoxProvider, type ProxmoxProviderProps } from './proxmox-provider';
export { BACKUP_JOB, PBS, PROVIDER } from './types';
