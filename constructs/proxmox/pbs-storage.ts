import { Construct } from 'constructs';
import { nameComponent } from '../core/component';
import { HostResource } from '../core/host-resource';
import type { Symbolic } from '../core/reference';
import type { ProxmoxProvider } from './proxmox-provider';
import { PBS } from './types';

/** Settings of a {@link PbsStorage}. */
export interface PbsStorageProps {
  readonly provider: ProxmoxProvider;
  /** Id of the storage in Proxmox VE: letters, digits, `-`, `_` and `.`, a letter first. */
  readonly storageId: string;
  /** IP address or DNS name of the Proxmox Backup Server. */
  readonly server: string;
  /** Name of the datastore on that server, 3 to 32 characters. */
  readonly datastore: string;
  /**
   * Namespace inside the datastore.
   *
   * @default - the root namespace
   */
  readonly namespace?: string;
  /** Id of the PBS token that Proxmox VE writes with, `user@realm!token`: the id alone, without the secret. */
  readonly tokenId: string;
  /** Secret of that token. A new one replaces the storage entry; the backups stay where they are. */
  readonly tokenSecret: Symbolic<string>;
  /** SHA-256 fingerprint of the server's certificate, 32 pairs of hex digits with colons. */
  readonly fingerprint: string;
  /**
   * Names of the nodes that use the storage.
   *
   * @default - every node of the cluster
   */
  readonly nodes?: readonly string[];
}

/**
 * Defines a Proxmox Backup Server as storage of Proxmox VE, for backups and nothing else.
 *
 * It says nothing about retention: the server prunes by its own jobs, so that the token that writes cannot delete. It is
 * deleted before it is replaced, because the id must be free.
 *
 * @see https://pve.proxmox.com/pve-docs/chapter-pvesm.html#storage_pbs
 */
export class PbsStorage extends Construct {
  /** Id of the storage in Proxmox VE. */
  public readonly storageId: string;
  public readonly provider: ProxmoxProvider;
  public readonly resource: HostResource;

  constructor(scope: Construct, id: string, props: PbsStorageProps) {
    super(scope, id);
    nameComponent(this, 'proxmox:PbsStorage');
    const { provider, storageId, server, datastore, namespace, tokenId, tokenSecret, fingerprint, nodes } = props;
    this.storageId = storageId;
    this.provider = provider;
    this.resource = new HostResource(this, 'Resource', {
      type: PBS,
      inputs: {
        resourceId: storageId,
        server,
        datastore,
        namespace,
        username: tokenId,
        password: tokenSecret,
        fingerprint,
        contents: ['backup'],
        nodes,
      },
      options: { provider: provider.resource, deleteBeforeReplace: true },
    });
  }
}
