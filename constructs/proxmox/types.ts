import type { Job, JobArgs } from '@muhlba91/pulumi-proxmoxve/backup/job';
import type { Provider, ProviderArgs } from '@muhlba91/pulumi-proxmoxve/provider';
import type { Pbs, PbsArgs } from '@muhlba91/pulumi-proxmoxve/storage/pbs';
import { hostType } from '../core/host-type';
import { PROXMOX_TYPE } from './derived';

/** Connection to the API of a Proxmox VE cluster. */
export const PROVIDER = hostType<ProviderArgs, Provider>(PROXMOX_TYPE.provider);

/** A Proxmox Backup Server as storage of Proxmox VE. */
export const PBS = hostType<PbsArgs, Pbs>(PROXMOX_TYPE.pbs);

/** A scheduled backup of guests (`vzdump`). */
export const BACKUP_JOB = hostType<JobArgs, Job>(PROXMOX_TYPE.backupJob);
