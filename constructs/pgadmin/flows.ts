import type { Flow, FlowPeer, Port } from '../model';
import { tcp, udp } from '../model/port';

const CLUSTER_DNS: FlowPeer = { kind: 'pods', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
const DNS: readonly Port[] = [udp(53), tcp(53)];

/** What pgAdmin needs besides the way in and its databases, which say themselves that it may connect. */
export function pgAdminFlows(cluster: string, pods: FlowPeer): readonly Flow[] {
  return [{ cluster, from: pods, to: CLUSTER_DNS, ports: DNS, why: 'pgAdmin finds no database by name' }];
}
