import type { RouteProps } from '../ingress';
import type { Cluster } from '../model';

/** A database that pgAdmin shows from the start. Its password is asked for, and never stored. */
export interface PgAdminServer {
  /** Name in the tree of pgAdmin, unique. */
  readonly name: string;
  /** Host as its certificate names it: `pg-main-rw.databases.svc`. */
  readonly host: string;
  /**
   * TCP port, 1 to 65535.
   *
   * @default 5432
   */
  readonly port?: number;
  /** Database that is connected to first. */
  readonly database: string;
  /** Role that people log in as. */
  readonly username: string;
  /** Secret in the namespace of pgAdmin with the certificate of the authority that the database's certificate is of. */
  readonly authority: {
    readonly secretName: string;
    /**
     * Key of the certificate. No other key is mounted.
     *
     * @default 'ca.crt'
     */
    readonly key?: string;
  };
}

/** CPU and memory, as Kubernetes quantities; rendered as request and as limit. */
export interface PgAdminResources {
  readonly cpu: string;
  readonly memory: string;
}

/** Settings of {@link PgAdmin}. */
export interface PgAdminProps {
  readonly cluster: Cluster;
  /** Namespace of its own, apart from the databases: to them it is a client like any other. */
  readonly namespace: string;
  /** Name in DNS under which people reach it. */
  readonly host: string;
  /** Where the certificate of that name comes from. */
  readonly tls: Exclude<RouteProps['tls'], { readonly gateway: unknown }>;
  /** Who may see its login page at all: pgAdmin's own password is the second lock, not the only one. */
  readonly auth: NonNullable<RouteProps['auth']>;
  /** The first account, an administrator of pgAdmin. */
  readonly login: {
    /** Address of mail, under which people log in: `admin@home.example`. */
    readonly email: string;
    /** Secret in the namespace with the password. */
    readonly secretName: string;
    /**
     * Key of the password.
     *
     * @default 'password'
     */
    readonly key?: string;
  };
  /**
   * Databases that it shows from the start.
   *
   * @default - none: people add their own
   */
  readonly servers?: readonly PgAdminServer[];
  /**
   * Largest file that can be imported, as a quantity.
   *
   * @default '100Mi'
   */
  readonly importLimit?: string;
  /**
   * Blocks of addresses that may use it.
   *
   * @default - every address
   */
  readonly allowFrom?: readonly string[];
  /**
   * Resources of the pod.
   *
   * @default { cpu: '500m', memory: '512Mi' }
   */
  readonly resources?: PgAdminResources;
}
