/** What an S3 server can do that a backup relies on. */
export interface S3Capabilities {
  readonly tls: boolean;
  /** Object versions are kept. */
  readonly versioning: boolean;
  /** Objects can be locked against deletion. */
  readonly objectLock: boolean;
}

/**
 * S3 servers by name. `undefined` means that nobody has shown it yet: never counted as yes.
 *
 * MinIO's community edition is archived (April 2026): a site that runs it names the maintained build.
 */
const FLAVOURS = {
  minio: { tls: true, versioning: true, objectLock: true },
  garage: { tls: false, versioning: false, objectLock: false },
  seaweedfs: { tls: true },
  rustfs: { tls: true },
  cephRgw: { tls: true, versioning: true },
  aws: { tls: true, versioning: true, objectLock: true },
} as const satisfies Readonly<Record<string, Partial<S3Capabilities>>>;

/** An S3 server that is known here. */
export type S3Flavour = keyof typeof FLAVOURS;

const CAPABILITIES: ReadonlyMap<string, Partial<S3Capabilities>> = new Map(Object.entries(FLAVOURS));

/** Every known S3 server, in code-point order. */
export const S3_FLAVOURS: readonly string[] = [...CAPABILITIES.keys()].sort();

/** What is known of an S3 server; `undefined` for a server nobody here knows. */
export function s3Capabilities(flavour: string): Partial<S3Capabilities> | undefined {
  return CAPABILITIES.get(flavour);
}

/** An S3 endpoint with what must be known to judge a backup that lives in it. */
export interface S3Target {
  readonly flavour: S3Flavour;
  /** Origin without a path: `https://s3.home.example:9000`. */
  readonly endpoint: string;
  readonly region: string;
  /** The bucket is part of the path, not of the host name. */
  readonly pathStyle: boolean;
  readonly capabilities: Partial<S3Capabilities>;
  /** Keys of the failure domains that the server stands in, its own host first. */
  readonly failureDomains: readonly string[];
}
