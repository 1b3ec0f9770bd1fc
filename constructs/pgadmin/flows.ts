import type { Flow, FlowPeer, Port } from '../model';
import { tcp, udp } from '../model/port';

/** Labels of the pod. */
export const PGADMIN_LABELS: Readonly<Record<string, string>> = { 'app.kubernetes.io/name': 'pgadmin' };

/** The pod of pgAdmin in a namespace. */
export function pgAdminPods(namespace: string): FlowPeer {
  return { kind: 'pods', namespace, labels: PGADMIN_LABELS };
}

const CLUSTER_DNS: FlowPeer = { kind: 'pods', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
const DNS: readonly Port[] = [udp(53), tcp(53)];

/** What pgAdmin needs besides the way in and its databases, which say themselves that it may connect. */
export function pgAdminFlows(cluster: string, pods: FlowPeer): readonly Flow[] {
  return [{ cluster, from: pods, to: CLUSTER_DNS, ports: DNS, why: 'pgAdmin finds no database by name' }];
}
