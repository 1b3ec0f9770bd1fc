import { valuesOf, type Keyed } from './keyed';

/** pgAdmin, a user interface for databases of the site. */
export interface PgAdminInput<D extends string = string, C extends string = string> {
  /** The cluster, by its key. It has Traefik and cert-manager in its platform. */
  readonly cluster: C;
  /** Namespace of its own. */
  readonly namespace: string;
  /** Name in DNS under which people reach it. */
  readonly host: string;
  /** Address of mail of the first account. */
  readonly email: string;
  /** Secret in the namespace with the key `password`: that of the first account. */
  readonly loginSecret: string;
  /** Secret in the namespace with those who may see the login page: a line `name:hash` for each. */
  readonly authSecret: string;
  /** The databases that it shows from the start, by their keys; all of the same cluster. */
  readonly databases: readonly D[];
  /**
   * Largest file that can be imported, as a quantity.
   *
   * @default '100Mi'
   */
  readonly importLimit?: string;
}

/** pgAdmin with its key. */
export interface SitePgAdmin extends PgAdminInput {
  /** Key in the site. */
  readonly key: string;
}

/** Every pgAdmin, in the order in which they were written. */
export function pgAdminsOf(pgAdmins: Keyed<PgAdminInput> | undefined): readonly SitePgAdmin[] {
  return valuesOf(pgAdmins, (pgAdmin, key) => ({ ...pgAdmin, key }));
}
