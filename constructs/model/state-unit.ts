/** Where state lives. */
export type StateKind = 'persistentVolume' | 'virtualMachine' | 'datastore' | 'bucket' | 'etcd' | 'hostFiles';

/** State that would be missed: what a backup has to cover. */
export interface StateUnit {
  /** Unique in the site: `home/databases/pg-main`. */
  readonly id: string;
  readonly kind: StateKind;
  /**
   * Failure domains that hold **all** of it: the loss of any one of them loses the state. Replicated state has none.
   *
   * @default - none
   */
  readonly failureDomains?: readonly string[];
  /** What it is, for people. */
  readonly description: string;
}
