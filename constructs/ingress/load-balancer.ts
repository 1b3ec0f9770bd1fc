import { Construct } from 'constructs';
import type { IPAddressPool, L2Advertisement } from '../../imports/metallb.io/v1beta1';
import { declareFlow } from '../core/declare';
import { kubeObject } from '../core/kube-object';
import { SpecError, type Cluster, type Site } from '../model';
import { parseAddressRange, rangeWithin, type AddressRange } from '../model/address-range';
import { parseCidr } from '../model/cidr';
import { refused, type Parsed } from '../model/parsed';
import { metallbFlows } from './flows';
import { METALLB } from './metallb/derived';

/** Settings of a {@link LoadBalancer}. */
export interface LoadBalancerProps {
  readonly site: Site;
  readonly cluster: Cluster;
  /**
   * Addresses of the cluster's network that no machine has and no DHCP server gives away, one or more:
   * `10.20.0.200-10.20.0.220`, or a block such as `10.20.0.192/28`.
   */
  readonly addresses: readonly string[];
  /**
   * Name of the pool, and of what announces it.
   *
   * @default 'default'
   */
  readonly name?: string;
  /**
   * Whether Services get addresses of the pool without asking for it.
   *
   * @default true
   */
  readonly autoAssign?: boolean;
  /**
   * Interfaces of the nodes on which the addresses are announced.
   *
   * @default - all
   */
  readonly interfaces?: readonly string[];
}

/**
 * Defines addresses for Services of type LoadBalancer, and their announcement on layer 2: the `IPAddressPool` and the
 * `L2Advertisement` without which MetalLB gives out addresses that nobody answers for.
 *
 * One node at a time answers for an address; it takes seconds until another one does, and all traffic of the address goes
 * through that node.
 *
 * @throws SpecError `ingress/load-balancer` if an address is not readable, or not of the cluster's network.
 * @see https://metallb.io/configuration/#layer-2-configuration
 */
export class LoadBalancer extends Construct {
  /** Name of the pool, for the annotation `metallb.io/address-pool`. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    super(scope, id);
    const { cluster, addresses, name = 'default', autoAssign = true, interfaces } = props;
    this.name = name;
    this.judge(props);
    const metadata = { name, namespace: METALLB.namespace };
    kubeObject<IPAddressPool>(this, 'Pool', {
      apiVersion: 'metallb.io/v1beta1',
      kind: 'IPAddressPool',
      metadata,
      spec: { addresses: [...addresses], autoAssign },
    });
    kubeObject<L2Advertisement>(this, 'Advertisement', {
      apiVersion: 'metallb.io/v1beta1',
      kind: 'L2Advertisement',
      metadata,
      spec: { ipAddressPools: [name], ...(interfaces === undefined ? {} : { interfaces: [...interfaces] }) },
    });
    metallbFlows(cluster.key).forEach((flow) => {
      declareFlow(this, flow);
    });
  }

  private judge({ site, cluster, addresses }: LoadBalancerProps): void {
    if (addresses.length === 0) {
      throw new SpecError(this, 'ingress/load-balancer', {
        at: 'props.addresses',
        got: 'an empty list',
        expected: 'one or more ranges of addresses',
      });
    }
    // A network that cannot be read is for the site's own rules to report.
    const network = parseCidr(site.networks.get(cluster.network)?.cidr);
    addresses.forEach((text, index) => {
      const outcome = network.ok ? inside(parseAddressRange(text), network.value) : parseAddressRange(text);
      if (!outcome.ok) {
        throw new SpecError(this, 'ingress/load-balancer', { at: `props.addresses[${index}]`, ...outcome.fault });
      }
    });
  }
}

function inside(range: Parsed<AddressRange>, network: AddressRange): Parsed<AddressRange> {
  return !range.ok || rangeWithin(range.value, network)
    ? range
    : refused({ got: range.value.text, expected: `addresses of the cluster's network ${network.text}` });
}
