import type { VolumeProjection } from '../../imports/core/v1';
import type { Construct } from 'constructs';
import { SpecError, type Violation } from '../model';
import { parseIp } from '../model/ip';
import { quoted } from '../model/text';
import type { ServiceRole } from './derived';
import { INSTANCE_PORTS } from './pods/derived';
import { isSslMode, type SslMode } from './sslmode/derived';

/** A client outside the cluster. What it connects to is a load balancer or a port that leads to the database. */
export interface ExternalClient {
  readonly external: true;
  /** Why it is outside, and where: the operator's laptop, a machine that cannot run in the cluster. */
  readonly reason: string;
  /** Host that it connects to. With `verify-full` it is a name, which is added to the certificate of the cluster. */
  readonly host: string;
  /** @default 5432 */
  readonly port?: number;
}

/** What every client says. */
interface AnyClientOptions {
  /**
   * Whether the client has to see what it wrote. Without it, it is led to replicas: they are behind the primary by an
   * amount that nothing bounds, stay behind the Service while they are, and refuse writes.
   *
   * @default true
   */
  readonly readYourWrites?: boolean;
  /**
   * Database to connect to: a name, or a `PostgresDatabase`.
   *
   * @default - the one that is created with the cluster
   */
  readonly database?: string | { readonly database: string };
  /**
   * Pooler to go through.
   *
   * @default - none: straight to the instances
   */
  readonly via?: ConnectionPooler;
}

/** A connection from inside the cluster, where nothing speaks against the full check. */
export interface InClusterOptions extends AnyClientOptions {
  readonly client: 'in-cluster';
  /** @default 'verify-full' */
  readonly sslmode?: Extract<SslMode, 'verify-full'>;
}

/** A connection from outside the cluster. */
export interface ExternalOptions extends AnyClientOptions {
  readonly client: ExternalClient;
  /**
   * Weaker modes are for clients that cannot do better: the reason says why.
   *
   * @default 'verify-full'
   */
  readonly sslmode?: SslMode;
}

/** How a client connects to a database. */
export type ConnectionOptions = InClusterOptions | ExternalOptions;

/** A pooler, as far as connections go through it. */
export interface ConnectionPooler {
  readonly name: string;
  readonly namespace: string;
  readonly type: ServiceRole;
  readonly clusterName: string;
}

/** Everything that a client has to know but its password. */
export interface PostgresConnection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly sslmode: SslMode;
  /** Instances that answer: `ro` is behind `rw`, and refuses writes. */
  readonly role: ServiceRole;
  /** The certificate that the server's is checked with: one key of a Secret whose other key nobody else may have. */
  readonly ca: {
    readonly secretName: string;
    readonly key: 'ca.crt';
    /** Namespace of the Secret: pods elsewhere need a copy of this key. */
    readonly namespace: string;
  };
}

/** A cluster, as far as connections lead to it. */
export interface ConnectionTarget extends Construct {
  readonly name: string;
  readonly namespace: string;
  readonly database: string;
  readonly authoritySecret: string;
  endpoint(role: ServiceRole): { readonly host: string; readonly port: number };
  addServerNames(...names: readonly string[]): void;
}

/**
 * The connection of a client to a cluster.
 *
 * @throws SpecError `postgres/sslmode` if the mode is weaker than the client may use, or cannot work.
 * @throws SpecError `postgres/endpoint` if the pooler, or the cluster, has nobody to answer.
 */
export function connectionTo(cluster: ConnectionTarget, options: ConnectionOptions): PostgresConnection {
  const { client, database = cluster.database } = options;
  const sslmode = acceptedMode(cluster, options);
  const { role, ...place } = placeOf(cluster, options);
  const isOutside = client !== 'in-cluster';
  if (isOutside && sslmode === 'verify-full') {
    cluster.addServerNames(client.host);
  }
  return {
    ...(isOutside ? { host: client.host, port: client.port ?? INSTANCE_PORTS.postgresql } : place),
    database: typeof database === 'string' ? database : database.database,
    sslmode,
    role,
    ca: { secretName: cluster.authoritySecret, key: 'ca.crt', namespace: cluster.namespace },
  };
}

/** Volume with the certificate of the authority, and nothing else of its Secret, for pods in the namespace of the cluster. */
export function caVolume({ ca }: PostgresConnection, name = 'postgres-ca'): CaVolume {
  return { name, secret: { secretName: ca.secretName, items: [{ key: ca.key, path: ca.key }] } };
}

/** The same certificate as one source of a projected volume: `<file>` beside what else the pod needs. */
export function caProjection({ ca }: PostgresConnection, path: string = ca.key): VolumeProjection {
  return { secret: { name: ca.secretName, items: [{ key: ca.key, path }] } };
}

/** A volume of a pod, as {@link caVolume} gives it. */
export interface CaVolume {
  readonly name: string;
  readonly secret: {
    readonly secretName: string;
    readonly items: readonly { readonly key: string; readonly path: string }[];
  };
}

/**
 * Variables that libpq, and what is built on it, reads; user and password come from a Secret.
 *
 * @param folder Where the {@link caVolume} is mounted: `/etc/postgres-ca`.
 */
export function libpqEnvironment(
  { host, port, database, sslmode, ca }: PostgresConnection,
  folder: string,
): Readonly<Record<'PGHOST' | 'PGPORT' | 'PGDATABASE' | 'PGSSLMODE' | 'PGSSLROOTCERT', string>> {
  return {
    PGHOST: host,
    PGPORT: String(port),
    PGDATABASE: database,
    PGSSLMODE: sslmode,
    PGSSLROOTCERT: `${folder.replace(/\/$/, '')}/${ca.key}`,
  };
}

interface Place {
  readonly host: string;
  readonly port: number;
  readonly role: ServiceRole;
}

function placeOf(cluster: ConnectionTarget, { via, readYourWrites = true }: ConnectionOptions): Place {
  if (via === undefined) {
    const role = readYourWrites ? 'rw' : 'ro';
    return { ...cluster.endpoint(role), role };
  }
  if (via.clusterName !== cluster.name || via.namespace !== cluster.namespace) {
    const got = `${via.name}, a pooler before ${via.namespace}/${via.clusterName}`;
    refuse(cluster, 'postgres/endpoint', { at: 'connection.via', got, expected: `a pooler before ${cluster.name}` });
  }
  if (readYourWrites && via.type !== 'rw') {
    const got = `'${via.type}' for a client that has to see what it wrote`;
    refuse(cluster, 'postgres/endpoint', { at: 'connection.via', got, expected: "a pooler of type 'rw'" });
  }
  return { host: `${via.name}.${via.namespace}.svc`, port: INSTANCE_PORTS.postgresql, role: via.type };
}

/** The compiler says the same to those who ask it. */
function acceptedMode(cluster: ConnectionTarget, { client, sslmode = 'verify-full' }: ConnectionOptions): SslMode {
  const at = 'connection.sslmode';
  if (!isSslMode(sslmode)) {
    refuse(cluster, 'postgres/sslmode', { at, got: quoted(String(sslmode)), expected: 'verify-full' });
  }
  if (client === 'in-cluster') {
    return sslmode === 'verify-full'
      ? sslmode
      : refuse(cluster, 'postgres/sslmode', { at, got: `'${sslmode}' in the cluster`, expected: 'verify-full' });
  }
  if (client.reason.trim() === '') {
    const expected = 'why the client is outside the cluster';
    refuse(cluster, 'postgres/sslmode', { at: 'connection.client.reason', got: 'no reason', expected });
  }
  if (sslmode === 'verify-full' && parseIp(client.host).ok) {
    const got = `${client.host}, an address, with verify-full`;
    refuse(cluster, 'postgres/sslmode', {
      at: 'connection.client.host',
      got,
      expected: 'a name: certificates have no addresses',
    });
  }
  return sslmode;
}

function refuse(cluster: Construct, rule: string, violation: Violation): never {
  throw new SpecError(cluster, rule, violation);
}
