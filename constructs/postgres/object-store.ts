import { Construct } from 'constructs';
import type * as barman from '../../imports/barmancloud.cnpg.io/v1';
import { declareState } from '../core/declare';
import { kubeObject } from '../core/kube-object';
import { NEVER_PRUNED } from '../core/protection';
import { SpecError } from '../model';
import type { ObjectStoreProps, StoreCredentials } from './object-store-props';
import { bucketName, endpointOf, pathPrefix, retentionPolicy } from './store-target/derived';
import type { Parsed } from '../model/parsed';

/** Enough for the largest of the backups that were measured: 254Mi, after 128Mi had been too few. */
const SIDECAR_RESOURCES = { cpu: '100m', memory: '512Mi' };

/**
 * Defines where a PostgreSQL cluster keeps WAL and base backups: an `ObjectStore` of the Barman Cloud plugin in a bucket of
 * an S3 server of the site. The sidecar that does the work is Guaranteed, as the instances that it runs in.
 *
 * Argo CD never deletes it: the Cluster, which stays as well, could not archive any more, nor be restored.
 *
 * @throws SpecError `postgres/object-store` if bucket, prefix or retention cannot be, or if an authority is given for a
 *   server that has no TLS.
 * @see https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/
 */
export class ObjectStore extends Construct {
  /** Name of the `ObjectStore` object. */
  public readonly name: string;
  public readonly namespace: string;
  /** Key of the host in the site. */
  public readonly host: string;
  /** Port of the S3 server. */
  public readonly port: number;
  /** Origin of the S3 server: `https://s3.home.example:9000`. */
  public readonly endpoint: string;

  constructor(scope: Construct, id: string, props: ObjectStoreProps) {
    super(scope, id);
    const { name = id, namespace, host, retentionPolicy: retention, sidecar = SIDECAR_RESOURCES } = props;
    this.name = name;
    this.namespace = namespace;
    this.host = host.key;
    this.port = host.port;
    this.endpoint = this.accepted('props.ca', endpointOf(host, props));
    const amounts = { cpu: sidecar.cpu, memory: sidecar.memory };
    kubeObject<barman.ObjectStore>(this, 'Resource', {
      apiVersion: 'barmancloud.cnpg.io/v1',
      kind: 'ObjectStore',
      metadata: { name, namespace, annotations: NEVER_PRUNED },
      spec: {
        configuration: this.configuration(props),
        retentionPolicy: this.accepted('props.retentionPolicy', retentionPolicy(retention)),
        instanceSidecarConfiguration: { resources: { requests: amounts, limits: amounts } },
      },
    });
    declareState(this, {
      id: `s3/${host.key}/${props.bucket}/${props.prefix ?? ''}`,
      kind: 'bucket',
      failureDomains: [`host:${host.key}`, ...host.failureDomains],
      description: `backups of PostgreSQL in the bucket ${props.bucket} of ${host.key}`,
    });
  }

  private configuration(props: ObjectStoreProps): barman.ObjectStoreSpecConfiguration {
    const { ca, walCompression = 'zstd', dataCompression = 'snappy' } = props;
    const bucket = this.accepted('props.bucket', bucketName(props.bucket));
    const prefix = props.prefix === undefined ? '' : `${this.accepted('props.prefix', pathPrefix(props.prefix))}/`;
    return {
      destinationPath: `s3://${bucket}/${prefix}`,
      endpointURL: this.endpoint,
      ...(ca === undefined ? {} : { endpointCA: { name: ca.secretName, key: ca.key ?? 'ca.crt' } }),
      s3Credentials: credentialsOf(props.credentials),
      wal: { compression: walCompression },
      data: { compression: dataCompression },
    };
  }

  private accepted<T>(at: string, outcome: Parsed<T>): T {
    if (!outcome.ok) {
      throw new SpecError(this, 'postgres/object-store', { at, ...outcome.fault });
    }
    return outcome.value;
  }
}

function credentialsOf({
  secretName: name,
  accessKeyId = 'ACCESS_KEY_ID',
  secretAccessKey = 'SECRET_ACCESS_KEY',
  region,
}: StoreCredentials): barman.ObjectStoreSpecConfigurationS3Credentials {
  return {
    accessKeyId: { name, key: accessKeyId },
    secretAccessKey: { name, key: secretAccessKey },
    ...(region === undefined ? {} : { region: { name, key: region } }),
  };
}
