import type { FailureDomain } from '../failure-domain';
import type { ClusterInput } from './cluster';
import type { DatabaseInput } from './database';
import type { HostInput } from './host';
import type { HostServiceInput } from './host-service';
import type { NetworkInput } from './network';
import type { NfsVolumeInput } from './nfs-volume';
import type { PgAdminInput } from './pg-admin';
import type { PveInput } from './pve';
import type { SealedSecretInput } from './secret';

/** A finding of the site, or of an object rendered from it, that does not apply, with the reason. */
export interface SiteWaiver {
  /** Id of the rule. */
  readonly rule: string;
  /**
   * Of a finding of the site its path: `hosts.nas.failureDomains`. Of a finding of a rendered object its `where`, the path of
   * the construct: `home/postgres-databases/databases/pg-main/Resource`.
   */
  readonly at: string;
  /** Why it does not apply here. */
  readonly reason: string;
}

/**
 * A site as its owner writes it: data only. Every reference is a key, and a key that is not there does not compile.
 *
 * `D`: failure domains, `N`: networks, `H`: hosts, `C`: clusters.
 */
export interface SiteInput<
  D extends string = string,
  N extends string = string,
  H extends string = string,
  C extends string = string,
> {
  /** Name of the site, an RFC 1123 label. */
  readonly name: string;
  /** DNS domain of the site's hosts. */
  readonly domain: string;
  /** What fails as a whole, by key. Every machine names those that it stands in. */
  readonly failureDomains: Readonly<Record<D, FailureDomain>>;
  /** Networks by key. */
  readonly networks: Readonly<Record<N, NetworkInput>>;
  /** Physical machines by key; the key is also the host's name in DNS. */
  readonly hosts: Readonly<Record<H, HostInput<NoInfer<D>, NoInfer<N>>>>;
  /**
   * Kubernetes clusters by key.
   *
   * @default - none
   */
  readonly clusters?: Readonly<Record<C, ClusterInput<NoInfer<N>, NoInfer<H>, NoInfer<C>>>>;
  /**
   * The Proxmox VE cluster.
   *
   * @default - none
   */
  readonly pve?: PveInput<NoInfer<H>>;
  /**
   * PostgreSQL clusters by name.
   *
   * @default - none
   */
  readonly databases?: Readonly<Record<string, DatabaseInput<NoInfer<C>, NoInfer<H>>>>;
  /**
   * Hosts of the site as Services, by the Service's name.
   *
   * @default - none
   */
  readonly hostServices?: Readonly<Record<string, HostServiceInput<NoInfer<H>, NoInfer<C>>>>;
  /**
   * Directories of network-attached storages as volumes, by the name of their claim.
   *
   * @default - none
   */
  readonly nfsVolumes?: Readonly<Record<string, NfsVolumeInput<NoInfer<H>, NoInfer<C>>>>;
  /**
   * User interfaces for databases.
   *
   * @default - none
   */
  readonly pgAdmins?: Readonly<Record<string, PgAdminInput<string, NoInfer<C>>>>;
  /**
   * Sealed Secrets by name.
   *
   * @default - none
   */
  readonly secrets?: Readonly<Record<string, SealedSecretInput<NoInfer<C>>>>;
  /**
   * Findings of the site, and of what is rendered from it, that do not apply.
   *
   * @default - none
   */
  readonly waivers?: readonly SiteWaiver[];
}
