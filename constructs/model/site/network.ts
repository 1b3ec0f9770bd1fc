import { mapOf, type Keyed } from './keyed';

/** A network of the site. */
export interface NetworkInput {
  /** Network address and prefix length: `10.20.0.0/24`. */
  readonly cidr: string;
  /**
   * Address of the router inside the network.
   *
   * @default - none
   */
  readonly gateway?: string;
  /**
   * VLAN id, 1 to 4094.
   *
   * @default - untagged
   */
  readonly vlan?: number;
}

/** A network with its key. */
export interface Network extends NetworkInput {
  readonly key: string;
}

/** Networks by key. */
export function networksOf(networks: Keyed<NetworkInput>): ReadonlyMap<string, Network> {
  return mapOf(networks, (network, key) => ({ ...network, key }));
}
