import { Construct } from 'constructs';
import { nameComponent } from '../core/component';
import { HostResource } from '../core/host-resource';
import { secretConfig, type Symbolic } from '../core/reference';
import { PROVIDER } from './types';

/** Settings of a {@link ProxmoxProvider}. */
export interface ProxmoxProviderProps {
  /**
   * IP address or DNS name of a Proxmox VE node. The node's certificate must name it: the certificate that Proxmox VE
   * makes itself names the node's address and name, one from ACME only DNS names.
   */
  readonly address: string;
  /**
   * TCP port of the API, 1 to 65535.
   *
   * @default 8006
   */
  readonly port?: number;
  /**
   * API token of Proxmox VE, `user@realm!name=uuid`, as one secret.
   *
   * @default secretConfig('pve-api-token')
   */
  readonly apiToken?: Symbolic<string>;
}

/**
 * Defines the provider that every other resource of Proxmox VE goes through: HTTPS, verified, with a token of its own
 * instead of whatever the environment holds.
 *
 * The provider has no argument for a CA: the machine that runs `pulumi up` must trust the one that signed the node's
 * certificate (`/etc/pve/pve-root-ca.pem`). `insecure`, which would switch verification off, is not offered.
 *
 * @see https://github.com/muhlba91/pulumi-proxmoxve#configuration
 */
export class ProxmoxProvider extends Construct {
  /** The provider resource, for `options.provider`. */
  public readonly resource: HostResource;

  constructor(scope: Construct, id: string, props: ProxmoxProviderProps) {
    super(scope, id);
    nameComponent(this, 'proxmox:ProxmoxProvider');
    const { address, port = 8006, apiToken = secretConfig('pve-api-token') } = props;
    const host = address.includes(':') ? `[${address}]` : address;
    this.resource = new HostResource(this, 'Resource', {
      type: PROVIDER,
      inputs: { endpoint: `https://${host}:${port}/`, apiToken },
    });
  }
}
