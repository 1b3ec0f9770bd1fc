import { Construct } from 'constructs';
import type * as cnpg from '../../imports/postgresql.cnpg.io/v1';
import { kubeObject } from '../core/kube-object';
import { SpecError } from '../model';
import { BackupSchedule } from './backup-schedule';
import { BARMAN_PLUGIN } from './barman-stores/derived';

/** Settings of a {@link ScheduledBackup}. */
export interface ScheduledBackupProps {
  /**
   * Name of the `ScheduledBackup` object. It should hold the name of the Cluster: the reference to it never changes.
   *
   * @default - the name of the Cluster and `-backup`
   */
  readonly name?: string;
  readonly namespace: string;
  /** Name of the `Cluster` object. */
  readonly cluster: string;
  /** When base backups start, in UTC: six fields, second first. */
  readonly schedule: BackupSchedule | string;
  /**
   * Takes the first backup at once.
   *
   * @default true
   */
  readonly immediate?: boolean;
  /**
   * Which instance is read.
   *
   * @default - what the operator prefers: the most advanced replica
   */
  readonly target?: 'primary' | 'prefer-standby';
  /**
   * With whom the `Backup` objects go: with the Cluster, with the schedule, or with nobody. What is in the store stays.
   *
   * @default 'cluster'
   */
  readonly backupOwnerReference?: 'none' | 'self' | 'cluster';
}

/**
 * Defines base backups of a PostgreSQL cluster by the Barman Cloud plugin, taken again and again.
 *
 * @throws SpecError `postgres/backup-schedule` if `schedule` has not six fields, or never fires.
 * @see https://cloudnative-pg.io/documentation/current/backup/#scheduled-backups
 */
export class ScheduledBackup extends Construct {
  /** Name of the `ScheduledBackup` object. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: ScheduledBackupProps) {
    super(scope, id);
    const { cluster, namespace, immediate = true, target, backupOwnerReference = 'cluster' } = props;
    this.name = props.name ?? `${cluster}-backup`;
    kubeObject<cnpg.ScheduledBackup>(this, 'Resource', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata: { name: this.name, namespace },
      spec: {
        cluster: { name: cluster },
        schedule: this.schedule(props.schedule),
        backupOwnerReference,
        immediate,
        method: 'plugin',
        pluginConfiguration: { name: BARMAN_PLUGIN },
        ...(target === undefined ? {} : { target }),
      },
    });
  }

  private schedule(given: BackupSchedule | string): string {
    const schedule = BackupSchedule.parse(given instanceof BackupSchedule ? given.text : given);
    if (!schedule.ok) {
      throw new SpecError(this, 'postgres/backup-schedule', { at: 'props.schedule', ...schedule.fault });
    }
    return schedule.value.text;
  }
}
