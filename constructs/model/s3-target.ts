/** What an S3 server can do that a backup relies on. */
export interface S3Capabilities {
  /** Object versions are kept. */
  readonly versioning: boolean;
  /** Objects can be locked against deletion. */
  readonly objectLock: boolean;
  /** Buckets are addressed by path, not by host name. */
  readonly pathStyle: boolean;
}
