import type { S3Flavour } from '../s3-target';
import { mapOf, type Keyed } from './keyed';

/** What every machine has: a place in a network, and what it fails together with. */
export interface Machine<D extends string = string, N extends string = string> {
  /** Key of the network. */
  readonly network: N;
  /** Address inside that network, of no other machine. */
  readonly address: string;
  /** Keys of the failure domains that take this machine with them, one or more. */
  readonly failureDomains: readonly D[];
}

/** A Proxmox VE node. */
export interface PveHostInput<D extends string = string, N extends string = string> extends Machine<D, N> {
  /** Runs virtual machines. */
  readonly role: 'pve';
}

/** A directory of a Proxmox Backup Server that holds chunks. */
export interface DatastoreInput {
  /** Absolute path on the host. */
  readonly path: string;
}

/** A Proxmox Backup Server on a machine of its own. */
export interface PbsHostInput<D extends string = string, N extends string = string> extends Machine<D, N> {
  /** Keeps backups of virtual machines. */
  readonly role: 'pbs';
  /** SHA-256 fingerprint of its certificate: 32 pairs of hex digits with colons. */
  readonly fingerprint: string;
  /** Datastores by name, 3 to 32 characters each. */
  readonly datastores: Readonly<Record<string, DatastoreInput>>;
}

/** S3 servers that one can run. */
export type S3HostFlavour = Exclude<S3Flavour, 'aws'>;

/** An S3 server outside every cluster. */
export interface S3HostInput<D extends string = string, N extends string = string> extends Machine<D, N> {
  /** Keeps backups of what runs in clusters. */
  readonly role: 's3';
  /** Which server it is: what its buckets can do follows from it. */
  readonly flavour: S3HostFlavour;
  /** TCP port, 1 to 65535. */
  readonly port: number;
  /**
   * Who builds and mends the server that runs, with the release, where its own project no longer does.
   *
   * @default - its own project
   */
  readonly build?: string;
  /**
   * Why this server, where the choice needs a reason.
   *
   * @default - none
   */
  readonly reason?: string;
}

/** A network-attached storage. */
export interface NasHostInput<D extends string = string, N extends string = string> extends Machine<D, N> {
  /** Shares files. */
  readonly role: 'nas';
}

/** A physical machine. */
export type HostInput<D extends string = string, N extends string = string> =
  PveHostInput<D, N> | PbsHostInput<D, N> | S3HostInput<D, N> | NasHostInput<D, N>;

/** A physical machine with what follows from the site. */
export type Host<R extends HostInput['role'] = HostInput['role']> = Extract<HostInput, { role: R }> & {
  readonly key: string;
  /** Name in DNS: key and domain. */
  readonly fqdn: string;
};

/** Machines by key. */
export function hostsOf(hosts: Keyed<HostInput>, domain: string): ReadonlyMap<string, Host> {
  return mapOf(hosts, (host, key) => ({ ...host, key, fqdn: `${key}.${domain}` }));
}
