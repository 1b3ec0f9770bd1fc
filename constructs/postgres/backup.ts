import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ClusterSpecPlugins } from '../../imports/postgresql.cnpg.io/v1';
import { declareFlow } from '../core/declare';
import type { BackupSchedule } from './backup-schedule';
import { BARMAN_PLUGIN } from './barman-stores/derived';
import { storeFlow, type PostgresPlace } from './flows';
import { ObjectStore } from './object-store';
import { ScheduledBackup } from './scheduled-backup';

/** An ObjectStore that stands elsewhere. */
export interface ForeignObjectStore {
  /** Name of the ObjectStore, in the namespace of the database. */
  readonly name: string;
}

/** Where the backups of a `PostgresCluster` go, and when they are taken. */
export interface PostgresBackup {
  /** An `ObjectStore`, or the name of one whose address, and the way there, are somebody else's business. */
  readonly store: ObjectStore | ForeignObjectStore;
  /** When base backups start, in UTC: six fields, second first. WAL is archived all the time. */
  readonly schedule: BackupSchedule | string;
  /**
   * Takes a base backup as soon as the schedule is there. WAL alone restores nothing.
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
   * Name under which the store keeps the backups. A cluster that was restored from a store needs another one there.
   *
   * @default - the name of the Cluster
   */
  readonly serverName?: string;
}

/** What there is to back up. */
interface BackupOf {
  readonly backup: PostgresBackup;
  readonly cluster: ApiObject;
}

/** Entry of the Barman Cloud plugin in `Cluster.spec.plugins`. */
export function archiverOf({ store, serverName }: PostgresBackup): ClusterSpecPlugins {
  return {
    name: BARMAN_PLUGIN,
    isWALArchiver: true,
    parameters: { barmanObjectName: store.name, ...(serverName === undefined ? {} : { serverName }) },
  };
}

/** Adds the schedule to a database, orders it after its store, and declares the way to the store. */
export function addBackup(scope: Construct, place: PostgresPlace, { backup, cluster }: BackupOf): void {
  const { store, schedule, immediate, target } = backup;
  const { name, namespace } = place;
  const scheduled = new ScheduledBackup(scope, 'Backup', {
    cluster: name,
    namespace,
    schedule,
    ...(immediate === undefined ? {} : { immediate }),
    ...(target === undefined ? {} : { target }),
  });
  scheduled.node.addDependency(cluster);
  if (store instanceof ObjectStore) {
    cluster.node.addDependency(store);
    declareFlow(scope, storeFlow(place, store));
  }
}
