import type {
  ObjectStoreSpecConfigurationData,
  ObjectStoreSpecConfigurationWal,
} from '../../imports/barmancloud.cnpg.io/v1';
import type { Host } from '../model';

/** The Secret with which a bucket is written. */
export interface StoreCredentials {
  /** Name of the Secret, in the namespace of the store. */
  readonly secretName: string;
  /**
   * Key of the access key's id.
   *
   * @default 'ACCESS_KEY_ID'
   */
  readonly accessKeyId?: string;
  /**
   * Key of the secret access key.
   *
   * @default 'SECRET_ACCESS_KEY'
   */
  readonly secretAccessKey?: string;
  /**
   * Key of the region, for servers that check it.
   *
   * @default - none is sent
   */
  readonly region?: string;
}

/** The authority that signed the certificate of an S3 server. */
export interface StoreAuthority {
  /** Name of a Secret, in the namespace of the store. */
  readonly secretName: string;
  /**
   * Key of the certificate.
   *
   * @default 'ca.crt'
   */
  readonly key?: string;
}

/** CPU and memory of the sidecar, as Kubernetes quantities. */
export interface SidecarResources {
  /** `100m`. */
  readonly cpu: string;
  /** `512Mi`. */
  readonly memory: string;
}

/** Settings of an `ObjectStore`. */
export interface ObjectStoreProps {
  /**
   * Name of the `ObjectStore` object.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /** Namespace of the databases that use it. */
  readonly namespace: string;
  /** The S3 server, a host of the site. */
  readonly host: Host<'s3'>;
  /**
   * Whether the server answers with TLS.
   *
   * @default - what is known of the server's flavour
   */
  readonly tls?: boolean;
  /** Name of the bucket: it must exist. */
  readonly bucket: string;
  /**
   * Path inside the bucket, without a slash at either end. Below it every Cluster has a folder of its own.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;
  readonly credentials: StoreCredentials;
  /**
   * Who signed the server's certificate.
   *
   * @default - an authority that the sidecar's image knows
   */
  readonly ca?: StoreAuthority;
  /** How far back one can restore: `30d`, `4w`, `3m`. */
  readonly retentionPolicy: string;
  /**
   * How WAL is compressed.
   *
   * @default 'zstd'
   */
  readonly walCompression?: NonNullable<ObjectStoreSpecConfigurationWal['compression']>;
  /**
   * How base backups are compressed. gzip is several times slower than not to compress at all.
   *
   * @default 'snappy'
   */
  readonly dataCompression?: NonNullable<ObjectStoreSpecConfigurationData['compression']>;
  /**
   * CPU and memory of the sidecar in every instance, request and limit alike.
   *
   * @default - 100m and 512Mi
   */
  readonly sidecar?: SidecarResources;
}
