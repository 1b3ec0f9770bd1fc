import type { JobArgs } from '@muhlba91/pulumi-proxmoxve/backup/job';
import { Construct } from 'constructs';
import { nameComponent } from '../core/component';
import { HostResource } from '../core/host-resource';
import type { HostInputs } from '../core/host-type';
import type { BackupSelection } from '../model/site';
import type { PbsStorage } from './pbs-storage';
import { BACKUP_JOB } from './types';

/** Settings of a {@link BackupJob}. */
export interface BackupJobProps {
  /** Id of the job in Proxmox VE: letters, digits, `-` and `_`, a letter first, at most 50 characters. */
  readonly jobId: string;
  readonly storage: PbsStorage;
  /** Proxmox calendar event in the time zone of the nodes: `02:00`, `sat 03:00`. */
  readonly schedule: string;
  /** Exactly one of every guest, a list of guests, a resource pool. */
  readonly selection: BackupSelection;
  /**
   * `snapshot` saves a running guest, `suspend` pauses it meanwhile, `stop` shuts it down first.
   *
   * @default 'snapshot'
   */
  readonly mode?: 'snapshot' | 'suspend' | 'stop';
  /**
   * Runs as soon as possible what was due while the node was off.
   *
   * @default true
   */
  readonly repeatMissed?: boolean;
  /** @default true */
  readonly enabled?: boolean;
}

type Selected = Pick<HostInputs<JobArgs>, 'all' | 'vmids' | 'pool'>;

/**
 * Defines a scheduled backup of guests into a Proxmox Backup Server.
 *
 * It neither prunes (the server does) nor compresses (the backup client has its own format).
 *
 * @see https://pve.proxmox.com/pve-docs/chapter-vzdump.html#vzdump_jobs
 */
export class BackupJob extends Construct {
  public readonly resource: HostResource;

  constructor(scope: Construct, id: string, props: BackupJobProps) {
    super(scope, id);
    nameComponent(this, 'proxmox:BackupJob');
    const { jobId, storage, schedule, selection, mode = 'snapshot', repeatMissed = true, enabled = true } = props;
    this.resource = new HostResource(this, 'Resource', {
      type: BACKUP_JOB,
      inputs: {
        resourceId: jobId,
        storage: storage.storageId,
        schedule,
        ...selected(selection),
        mode,
        repeatMissed,
        enabled,
      },
      // The job names the storage by its id, which orders nothing.
      options: { provider: storage.provider.resource, dependsOn: [storage] },
    });
  }
}

/** Everything that was given: two selections at once are for the checks to refuse, not to be dropped in silence. */
function selected({ all, vmIds, pool }: BackupSelection): Selected {
  return { all, vmids: vmIds && [...vmIds].sort((a, b) => a - b).map(String), pool };
}
