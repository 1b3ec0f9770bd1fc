import type { Manifest } from '../../../constructs/model';
import { BARMAN_PLUGIN } from '../../../constructs/postgres/barman-stores/derived';

export { BARMAN_PLUGIN };

/** The Barman Cloud plugin in `Cluster.spec.plugins`, archiving to the ObjectStore `pg-main`. */
export const ARCHIVER = {
  name: BARMAN_PLUGIN,
  isWALArchiver: true,
  parameters: { barmanObjectName: 'pg-main' },
} as const;

/** Where the operator itself puts backups, in the field that the plugin replaces. */
export const IN_TREE_STORE = {
  destinationPath: 's3://pg-main/',
  endpointURL: 'https://s3.home.example:9000',
  s3Credentials: {
    accessKeyId: { name: 'pg-main-s3', key: 'ACCESS_KEY_ID' },
    secretAccessKey: { name: 'pg-main-s3', key: 'SECRET_ACCESS_KEY' },
  },
} as const;

/** A complete ObjectStore; `spec` replaces whole fields, and takes away what is undefined in it. */
export function objectStoreRow(spec: Readonly<Record<string, unknown>> = {}, name = 'pg-main'): Manifest {
  const amounts = { cpu: '100m', memory: '512Mi' };
  const whole: Readonly<Record<string, unknown>> = {
    configuration: IN_TREE_STORE,
    retentionPolicy: '30d',
    instanceSidecarConfiguration: { resources: { requests: amounts, limits: amounts } },
    ...spec,
  };
  return {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name, namespace: 'databases' },
    spec: Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)),
  };
}
