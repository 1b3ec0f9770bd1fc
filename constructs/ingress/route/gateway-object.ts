import type { Construct } from 'constructs';
import type { Gateway } from '../../../imports/gateway.networking.k8s.io/v1';
import { kubeObject } from '../../core/kube-object';
import { ENTRY_POINTS } from '../flows';
import { GATEWAY_CLASS } from './derived';

/** A host that a Gateway answers to. */
export interface ReadListener {
  readonly name: string;
  readonly host: string;
  /** Secret of its certificate, in the namespace of the Gateway; none for plain HTTP. */
  readonly secretName: string | undefined;
}

/** A Gateway after its props were read. */
export interface ReadGateway {
  readonly name: string;
  readonly namespace: string;
  readonly listeners: readonly ReadListener[];
  /** Namespaces whose routes may use it. */
  readonly from: 'Same' | 'All';
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * Renders a Gateway of Traefik. A listener has the port of the entry point inside the pod: by that Traefik finds it, and the
 * Service of Traefik leads there from 80 and 443.
 *
 * @see https://github.com/traefik/traefik/blob/v3.7.9/pkg/provider/kubernetes/gateway/kubernetes.go entryPointName
 */
export function gatewayObject(scope: Construct, id: string, gateway: ReadGateway): void {
  const { name, namespace, listeners, from, annotations } = gateway;
  kubeObject<Gateway>(scope, id, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace, annotations },
    spec: {
      gatewayClassName: GATEWAY_CLASS.name,
      listeners: listeners.map((listener) => ({
        name: listener.name,
        hostname: listener.host,
        ...encryption(listener),
        allowedRoutes: { namespaces: { from } },
      })),
    },
  });
}

function encryption({
  secretName,
}: ReadListener): Pick<Gateway['spec']['listeners'][number], 'port' | 'protocol' | 'tls'> {
  return secretName === undefined
    ? { port: ENTRY_POINTS.web, protocol: 'HTTP' }
    : {
        port: ENTRY_POINTS.websecure,
        protocol: 'HTTPS',
        tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: secretName }] },
      };
}
