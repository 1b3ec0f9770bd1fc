import type { Flow, FlowPeer } from '../../model';
import { tcp, udp } from '../../model/port';
import type { PostgresPlace } from '../flows';
import { INSTANCE_PORTS } from '../pods/derived';
import { POOLER_PORTS } from './pod/derived';

/** Where a pooler runs. */
export interface PoolerPlace extends PostgresPlace {
  /** Name of the `Pooler` object. */
  readonly pooler: string;
}

/** Port on which the API server of kubeadm listens. */
const API_SERVER = tcp(6443);

const CLUSTER_DNS: FlowPeer = { kind: 'pods', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

/** Pods of a pooler. */
export function poolerPods({ namespace, pooler }: Pick<PoolerPlace, 'namespace' | 'pooler'>): FlowPeer {
  return { kind: 'pods', namespace, labels: { 'cnpg.io/poolerName': pooler } };
}

/**
 * The flows that a pooler needs, whoever its clients are. The operator is not among them: it pauses a pooler by its
 * object, which the program in the pod watches.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/tree/v1.30.0/internal/pgbouncer/management
 */
export function poolerFlows(place: PoolerPlace): readonly Flow[] {
  const { cluster, namespace, name } = place;
  const from = poolerPods(place);
  const instances: FlowPeer = {
    kind: 'pods',
    namespace,
    labels: { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' },
  };
  return [
    { cluster, from, to: instances, ports: [tcp(INSTANCE_PORTS.postgresql)], why: 'the pooler reaches no database' },
    { cluster, from, to: { kind: 'apiServer' }, ports: [API_SERVER], why: 'the pooler gets no configuration' },
    { cluster, from, to: CLUSTER_DNS, ports: [udp(53), tcp(53)], why: 'the pooler does not find the database' },
  ];
}

/** Traffic from a client to a pooler. */
export function poolerClientFlow(place: PoolerPlace, from: FlowPeer, why: string): Flow {
  return { cluster: place.cluster, from, to: poolerPods(place), ports: [tcp(POOLER_PORTS.postgresql)], why };
}

/** Traffic from a monitoring system to the exporter of each pod of a pooler. */
export function poolerMetricsFlow(place: PoolerPlace, from: FlowPeer): Flow {
  const why = 'no metrics of the pooler';
  return { cluster: place.cluster, from, to: poolerPods(place), ports: [tcp(POOLER_PORTS.metrics)], why };
}
