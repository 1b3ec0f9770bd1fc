import { Construct } from 'constructs';
import type { PodMonitor } from '../../imports/monitoring.coreos.com/v1';
import type { PodDisruptionBudget } from '../../imports/policy/v1';
import type { Pooler as PoolerObject } from '../../imports/postgresql.cnpg.io/v1';
import { declareFlow } from '../core/declare';
import { kubeObject } from '../core/kube-object';
import type { FlowPeer } from '../model';
import { parsed, refused, type Parsed } from '../model/parsed';
import { accepted } from './accepted';
import type { ServiceRole } from './derived';
import { instanceCount } from './instance-count';
import { poolerName } from './naming/derived';
import type { PoolerMonitor, PoolerParameters, PoolerProps } from './pooler-props';
import { poolerSpec } from './pooler-spec';
import { poolerClientFlow, poolerFlows, poolerMetricsFlow, type PoolerPlace } from './pooler/flows';
import { isOfferedParameter } from './pooler/parameters/derived';
import { serviceHosts } from './server-names/derived';
import { spreadOf, type Spread } from './spread';

/**
 * Defines a CloudNativePG `Pooler`: PgBouncer before a PostgresCluster, in pods of the Guaranteed QoS class that never
 * share the widest failure domain with room for them. It takes clients over TLS only and checks whom it is connected to.
 *
 * PgBouncer shows its clients the certificate of the cluster; the names of the pooler are added to it.
 *
 * @throws SpecError `postgres/named-after-cluster` if the name does not say which cluster it belongs to.
 * @throws SpecError `postgres/endpoint` if `ro` or `r` is asked of a single instance.
 * @throws SpecError `postgres/instances` if `instances` is not an integer of 1 or more.
 * @throws SpecError `postgres/failure-domains` if the workers cannot keep the pods apart.
 * @throws SpecError `postgres/pooler-parameter` if a parameter is unknown to the operator, or no whole number.
 * @see https://cloudnative-pg.io/documentation/current/connection_pooling/
 */
export class Pooler extends Construct {
  /** Name of the `Pooler` object and of its Service. */
  public readonly name: string;
  public readonly namespace: string;
  public readonly type: ServiceRole;
  /** Name of the `Cluster` that it leads to. */
  public readonly clusterName: string;
  private readonly place: PoolerPlace;

  constructor(scope: Construct, id: string, props: PoolerProps) {
    super(scope, id);
    const { cluster, name = `${cluster.name}-${id}`, type = 'rw', instances = 2 } = props;
    this.name = accepted(this, 'postgres/named-after-cluster', 'props.name', poolerName(name, cluster.name));
    this.namespace = cluster.namespace;
    this.type = accepted(this, 'postgres/endpoint', 'props.type', typeFor(type, cluster.instances));
    this.clusterName = cluster.name;
    accepted(this, 'postgres/instances', 'props.instances', instanceCount(instances));
    accepted(this, 'postgres/pooler-parameter', 'props.parameters', parametersIn(props.parameters ?? {}));
    const spread = this.spread(props, instances);
    this.place = { cluster: cluster.topology.cluster, namespace: this.namespace, name: cluster.name, pooler: name };
    kubeObject<PoolerObject>(this, 'Resource', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Pooler',
      metadata: { name, namespace: this.namespace },
      spec: poolerSpec(props, { name, type, instances, spread }),
    });
    cluster.addServerNames(...serviceHosts(name, this.namespace));
    this.addBudget(instances);
    this.addMonitor(props.podMonitor);
    poolerFlows(this.place).forEach((flow) => {
      declareFlow(this, flow);
    });
  }

  /** Declares that pods or hosts connect to the pooler. */
  public allowFrom(client: FlowPeer, why: string): void {
    declareFlow(this, poolerClientFlow(this.place, client, why));
  }

  private spread({ cluster }: PoolerProps, instances: number): Spread | undefined {
    return instances === 1
      ? undefined
      : accepted(this, 'postgres/failure-domains', 'props.instances', spreadOf(cluster.topology, instances));
  }

  /** The operator makes none for poolers: a drain of several nodes could take all pods at once. */
  private addBudget(instances: number): void {
    if (instances === 1) {
      return;
    }
    kubeObject<PodDisruptionBudget>(this, 'Budget', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: this.name, namespace: this.namespace },
      spec: {
        maxUnavailable: 1,
        selector: { matchLabels: { 'cnpg.io/poolerName': this.name } },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    });
  }

  private addMonitor(monitor: PoolerMonitor | undefined): void {
    if (monitor === undefined) {
      return;
    }
    const { from, labels } = monitor;
    kubeObject<PodMonitor>(this, 'Monitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: {
        name: this.name,
        namespace: this.namespace,
        ...(labels === undefined ? {} : { labels: { ...labels } }),
      },
      spec: {
        selector: { matchLabels: { 'cnpg.io/podRole': 'pooler', 'cnpg.io/poolerName': this.name } },
        podMetricsEndpoints: [{ port: 'metrics' }],
      },
    });
    declareFlow(this, poolerMetricsFlow(this.place, from));
  }
}

function typeFor(type: ServiceRole, instances: number): Parsed<ServiceRole> {
  return type === 'rw' || instances > 1
    ? parsed(type)
    : refused({
        got: `'${type}' of a cluster with one instance`,
        expected: "'rw', or two instances or more",
      });
}

/** The compiler checks the names of those who use it; values of numbers it cannot. */
function parametersIn(parameters: PoolerParameters): Parsed<PoolerParameters> {
  for (const [name, value] of Object.entries(parameters)) {
    if (!isOfferedParameter(name)) {
      return refused({ got: name, expected: 'a parameter that the operator leaves to its users' });
    }
    if (typeof value === 'number' && !(Number.isSafeInteger(value) && value >= 0)) {
      return refused({ got: `${name}: ${value}`, expected: 'a whole number, 0 or more' });
    }
  }
  return parsed(parameters);
}
