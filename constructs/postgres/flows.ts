import type { Flow, FlowPeer, Port } from '../model';
import { tcp, udp } from '../model/port';
import { INSTANCE_PORTS } from './pods/derived';

/** Namespace that the operator's chart is installed into. */
export const OPERATOR_NAMESPACE = 'cnpg-system';

/** The operator's pod. */
export const OPERATOR: FlowPeer = {
  kind: 'pods',
  namespace: OPERATOR_NAMESPACE,
  labels: { 'app.kubernetes.io/name': 'cloudnative-pg' },
};

const POSTGRESQL = tcp(INSTANCE_PORTS.postgresql);
const STATUS = tcp(INSTANCE_PORTS.status);

/** Port on which the API server of kubeadm listens; the Service `kubernetes` forwards 443 to it. */
const API_SERVER = tcp(6443);

const CLUSTER_DNS: FlowPeer = { kind: 'pods', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

/** Where a PostgreSQL cluster runs. */
export interface PostgresPlace {
  /** Key of the Kubernetes cluster. */
  readonly cluster: string;
  readonly namespace: string;
  /** Name of the `Cluster` object. */
  readonly name: string;
}

/**
 * Every pod of a PostgreSQL cluster: instances, the Jobs that make them, and the poolers before it, which carry the label
 * too. Jobs carry no `cnpg.io/podRole`; a selector on that label cuts off the bootstrap.
 */
export function postgresPods({ namespace, name }: Pick<PostgresPlace, 'namespace' | 'name'>): FlowPeer {
  return { kind: 'pods', namespace, labels: { 'cnpg.io/cluster': name } };
}

/**
 * The flows that a PostgreSQL cluster needs to start, replicate and be watched over, whoever its clients are.
 *
 * @see https://cloudnative-pg.io/documentation/current/networking/
 */
export function postgresFlows(place: PostgresPlace): readonly Flow[] {
  const pods = postgresPods(place);
  const flow = flowIn(place.cluster);
  return [
    flow(OPERATOR, pods, [POSTGRESQL, STATUS], 'the operator never gets past "Setting up primary"'),
    flow(pods, pods, [POSTGRESQL, STATUS], 'replicas cannot join or stream, and an isolated primary stops itself'),
    flow(pods, { kind: 'apiServer' }, [API_SERVER], 'the instance manager cannot start, and no primary gets its lease'),
    flow(pods, CLUSTER_DNS, [udp(53), tcp(53)], 'no name is resolved'),
    flow({ kind: 'apiServer' }, pods, [STATUS], '`kubectl cnpg status` cannot ask the instances'),
  ];
}

/** Traffic from a client to the database; Services lead to the pods themselves. */
export function clientFlow(place: PostgresPlace, client: FlowPeer, why: string): Flow {
  return flowIn(place.cluster)(client, postgresPods(place), [POSTGRESQL], why);
}

/** Traffic from a monitoring system to the exporter of each instance. */
export function metricsFlow(place: PostgresPlace, monitoring: FlowPeer): Flow {
  const port = tcp(INSTANCE_PORTS.metrics);
  return flowIn(place.cluster)(monitoring, postgresPods(place), [port], 'no metrics of the instances');
}

/** Traffic from instances and recovery Jobs to the S3 server that keeps their backups. */
export function storeFlow(
  place: PostgresPlace,
  { host, port }: { readonly host: string; readonly port: number },
): Flow {
  const why = 'no WAL is archived: it fills the volume until PostgreSQL stops';
  return flowIn(place.cluster)(postgresPods(place), { kind: 'host', host }, [tcp(port)], why);
}

function flowIn(cluster: string): (from: FlowPeer, to: FlowPeer, ports: readonly Port[], why: string) => Flow {
  return (from, to, ports, why) => ({ cluster, from, to, ports, why });
}
