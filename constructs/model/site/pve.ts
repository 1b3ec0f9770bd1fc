/** Which guests a backup job takes. */
export type BackupSelection =
  { readonly all: true } | { readonly vmIds: readonly number[] } | { readonly pool: string };

/** A nightly backup of guests into a datastore of a Proxmox Backup Server. */
export interface PveBackupInput<H extends string = string> {
  /** Key of the host with role `pbs`. */
  readonly pbs: H;
  readonly datastore: string;
  /** Id of the PBS token that Proxmox VE writes with: `user@realm!token`. The secret comes from the stack's configuration. */
  readonly tokenId: string;
  /** Proxmox calendar event: `02:00`. */
  readonly schedule: string;
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
