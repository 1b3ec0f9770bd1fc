import { valuesOf, type Keyed } from './keyed';

/** Which guests a backup job takes: exactly one of the three. */
export type BackupSelection = AllGuests | GuestsById | GuestsOfPool;

/** Every guest, also those that are created later. */
export interface AllGuests {
  /** Every guest of the Proxmox VE cluster. */
  readonly all: true;
  /** @default - never together with `all` */
  readonly vmIds?: never;
  /** @default - never together with `all` */
  readonly pool?: never;
}

/** Guests by their VM ids. */
export interface GuestsById {
  /** VM ids, 100 to 999999999, one or more. */
  readonly vmIds: readonly number[];
  /** @default - never together with `vmIds` */
  readonly all?: never;
  /** @default - never together with `vmIds` */
  readonly pool?: never;
}

/** The guests of a pool, also those that join it later. */
export interface GuestsOfPool {
  /** Name of a pool of Proxmox VE. */
  readonly pool: string;
  /** @default - never together with `pool` */
  readonly all?: never;
  /** @default - never together with `pool` */
  readonly vmIds?: never;
}

/** A nightly backup of guests into a datastore of a Proxmox Backup Server. */
export interface PveBackupInput<H extends string = string> {
  /** Key of the host with role `pbs`. */
  readonly pbs: H;
  /** Name of one of that host's datastores. */
  readonly datastore: string;
  /** Id of the PBS token that Proxmox VE writes with: `user@realm!token`. The secret comes from the stack's configuration. */
  readonly tokenId: string;
  /** Proxmox calendar event: `02:00`. */
  readonly schedule: string;
  /** Which guests it takes. */
  readonly selection: BackupSelection;
}

/** A Proxmox VE cluster. */
export interface PveInput<H extends string = string> {
  /** Key of the host with role `pve` whose API is talked to. */
  readonly api: H;
  /**
   * Backups by the id of their storage.
   *
   * @default - none
   */
  readonly backups?: Readonly<Record<string, PveBackupInput<H>>>;
}

/** A backup of guests. */
export interface PveBackup extends PveBackupInput {
  /** Id of the storage in Proxmox VE. */
  readonly storageId: string;
}

/** Backups of guests, in the order in which they were written. */
export function pveBackupsOf(backups: Keyed<PveBackupInput> | undefined): readonly PveBackup[] {
  return valuesOf(backups, (backup, storageId) => ({ ...backup, storageId }));
}
