import type { Flow, FlowPeer, Port } from '../model';
import { tcp, udp } from '../model/port';

/** Ports on which Traefik's pods listen, by entry point; its Service forwards 80 and 443 to them. */
export const ENTRY_POINTS = { web: 8000, websecure: 8443 } as const;

/** The pods of Traefik, as its chart is installed. */
export const TRAEFIK_PODS: FlowPeer = {
  kind: 'pods',
  namespace: 'traefik',
  labels: { 'app.kubernetes.io/name': 'traefik' },
};

/** The pod that gives addresses to Services. */
export const METALLB_CONTROLLER: FlowPeer = {
  kind: 'pods',
  namespace: 'metallb-system',
  labels: { 'app.kubernetes.io/name': 'metallb', 'app.kubernetes.io/component': 'controller' },
};

/** Port on which the API server of kubeadm listens; the Service `kubernetes` forwards 443 to it. */
const API_SERVER = tcp(6443);

const CLUSTER_DNS: FlowPeer = { kind: 'pods', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
const DNS: readonly Port[] = [udp(53), tcp(53)];

/** Port on which the speakers of MetalLB tell each other that they are alive; TCP and UDP. */
const MEMBERLIST = 7946;

/** Traffic from Traefik to what a route leads to, at the port that the pods listen on. */
export function backendFlow(cluster: string, to: FlowPeer, ports: readonly Port[], why: string): Flow {
  return flowIn(cluster)(TRAEFIK_PODS, to, ports, why);
}

/**
 * The flows that MetalLB needs on layer 2. Its speakers are in the network of their node: only policies for hosts see them.
 *
 * @see https://metallb.io/concepts/layer2/
 */
export function metallbFlows(cluster: string): readonly Flow[] {
  const flow = flowIn(cluster);
  const nodes: FlowPeer = { kind: 'nodes' };
  return [
    flow({ kind: 'apiServer' }, METALLB_CONTROLLER, [tcp(9443)], 'every write of a resource of metallb.io is refused'),
    flow(METALLB_CONTROLLER, { kind: 'apiServer' }, [API_SERVER], 'no Service of type LoadBalancer gets an address'),
    flow(METALLB_CONTROLLER, CLUSTER_DNS, DNS, 'the controller resolves no name'),
    flow(nodes, { kind: 'apiServer' }, [API_SERVER], 'no speaker learns which addresses to announce'),
    flow(nodes, nodes, [tcp(MEMBERLIST), udp(MEMBERLIST)], 'a node that fails keeps its addresses, and nobody answers'),
  ];
}

function flowIn(cluster: string): (from: FlowPeer, to: FlowPeer, ports: readonly Port[], why: string) => Flow {
  return (from, to, ports, why) => ({ cluster, from, to, ports, why });
}
