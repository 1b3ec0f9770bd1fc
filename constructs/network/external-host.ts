import { Construct } from 'constructs';
import type { EndpointSlice } from '../../imports/discovery.k8s.io/v1';
import type { Service } from '../../imports/core/v1';
import { declareFlow } from '../core/declare';
import { kubeObject } from '../core/kube-object';
import { SpecError, type Cluster, type FlowPeer, type Port, type Site } from '../model';
import { endpointAddress } from './derived';

/** Whoever keeps an EndpointSlice says so here; Kubernetes' own controllers leave it alone then. */
const MANAGED_BY = 'rackproof';

/** Settings of an {@link ExternalHost}. */
export interface ExternalHostProps {
  readonly site: Site;
  readonly cluster: Cluster;
  /** Key of the host in the site: its address is the site's. */
  readonly host: string;
  readonly namespace: string;
  /**
   * Name of the Service.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /** Ports on which the host listens; the Service has the same ones. Several ports need names. */
  readonly ports: readonly Port[];
}

/**
 * Defines a machine of the site as a Service of a cluster: a Service without selector, and the EndpointSlice that leads to
 * the machine. Clients keep one name, and policies and probes have something to refer to.
 *
 * @throws SpecError `site/unknown-reference` if the site has no such host.
 * @throws SpecError `network/external-host` if a Service cannot lead to the host's address.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
 */
export class ExternalHost extends Construct {
  /** Name of the Service. */
  public readonly name: string;
  /** Name of the Service in the cluster's DNS. */
  public readonly hostname: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ExternalHostProps,
  ) {
    super(scope, id);
    const { site, cluster, host, namespace, name = id, ports } = props;
    this.name = name;
    this.hostname = `${name}.${namespace}.svc`;
    const { address } = site.host(host);
    const family = endpointAddress(address, cluster.serviceCidr);
    if (!family.ok) {
      throw new SpecError(this, 'network/external-host', { at: `hosts.${host}.address`, ...family.fault });
    }
    const addressType = family.value;
    kubeObject<Service>(this, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: {
        type: 'ClusterIP',
        ipFamilies: [addressType],
        ipFamilyPolicy: 'SingleStack',
        ports: ports.map((port) => ({ ...port, targetPort: port.port })),
      },
    });
    kubeObject<EndpointSlice>(this, 'EndpointSlice', {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `${name}-${addressType.toLowerCase()}`,
        namespace,
        labels: { 'kubernetes.io/service-name': name, 'endpointslice.kubernetes.io/managed-by': MANAGED_BY },
      },
      addressType,
      endpoints: [{ addresses: [address], conditions: { ready: true } }],
      ports: [...ports],
    });
  }

  /** Declares that pods need this host. */
  public allowFrom(client: FlowPeer, why: string): void {
    const { cluster, host, ports } = this.props;
    declareFlow(this, { cluster: cluster.key, from: client, to: { kind: 'host', host }, ports, why });
  }
}
