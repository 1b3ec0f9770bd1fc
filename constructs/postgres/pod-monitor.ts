import { Construct } from 'constructs';
import type { PodMonitor } from '../../imports/monitoring.coreos.com/v1';
import { kubeObject } from '../core/kube-object';
import type { FlowPeer } from '../model';
import type { PostgresCluster } from './postgres-cluster';

/** Settings of a {@link PostgresPodMonitor}. */
export interface PostgresPodMonitorProps {
  readonly database: PostgresCluster;
  /**
   * Name of the `PodMonitor` object.
   *
   * @default - the name of the Cluster
   */
  readonly name?: string;
  /**
   * Labels by which a Prometheus finds it: a Prometheus of kube-prometheus-stack may look for `release`.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Time between two readings: `30s`.
   *
   * @default - as the Prometheus says
   */
  readonly interval?: string;
  /**
   * Who reads: the way to the instances is declared for it.
   *
   * @default - nobody: the way is declared elsewhere
   */
  readonly from?: FlowPeer;
}

/**
 * Defines that the metrics of a PostgreSQL cluster's instances are read. It selects instances alone: poolers, whose metrics
 * are others, carry the label of the Cluster too. The operator's own PodMonitor is deprecated.
 *
 * @see https://cloudnative-pg.io/documentation/current/monitoring/#creating-a-podmonitor
 */
export class PostgresPodMonitor extends Construct {
  /** Name of the `PodMonitor` object. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: PostgresPodMonitorProps) {
    super(scope, id);
    const { database, name = database.name, labels, interval, from } = props;
    this.name = name;
    kubeObject<PodMonitor>(this, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name, namespace: database.namespace, ...(labels === undefined ? {} : { labels }) },
      spec: {
        selector: { matchLabels: { 'cnpg.io/cluster': database.name, 'cnpg.io/podRole': 'instance' } },
        podMetricsEndpoints: [{ port: 'metrics', ...(interval === undefined ? {} : { interval }) }],
      },
    });
    if (from !== undefined) {
      database.allowMetricsFrom(from);
    }
  }
}
