import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { Cluster, ClusterSpec } from '../../imports/postgresql.cnpg.io/v1';
import { declareFlow, declareState } from '../core/declare';
import { kubeObject } from '../core/kube-object';
import { NEVER_PRUNED } from '../core/protection';
import { SpecError, type FlowPeer } from '../model';
import type { Parsed } from '../model/parsed';
import { addBackup } from './backup';
import { clusterSpec } from './cluster-spec';
import { connectionTo, type ConnectionOptions, type PostgresConnection } from './connection';
import { applicationSecretName, caSecretName, serverCertificateName, serviceName, type ServiceRole } from './derived';
import { clientFlow, metricsFlow, postgresFlows, type PostgresPlace } from './flows';
import { instanceCount } from './instance-count';
import { INSTANCE_PORTS } from './pods/derived';
import type { PostgresClusterProps } from './postgres-cluster-props';
import { addServerCertificate } from './server-certificate';
import { sharedBuffersOf } from './settings/derived';
import { sharedFateOf, spreadOf, type Spread } from './spread';
import type { Topology } from './topology';

/** Where a client finds a database. */
export interface PostgresEndpoint {
  /** Name in the cluster's DNS, without the cluster's domain: `pg-main-rw.databases.svc`. */
  readonly host: string;
  readonly port: number;
}

/**
 * Defines a CloudNativePG `Cluster` whose pods, Jobs included, are in the Guaranteed QoS class, and whose instances never
 * share the widest failure domain that has room for them.
 *
 * Argo CD never deletes it: the volumes would go with it.
 *
 * @throws SpecError `postgres/instances` if `instances` is not an integer of 1 or more.
 * @throws SpecError `postgres/failure-domains` if the workers cannot keep the instances apart.
 * @throws SpecError `postgres/memory` if `resources.memory` is no quantity, or too small for `shared_buffers`.
 * @throws SpecError `postgres/backup-schedule` if the schedule of the backup has not six fields, or never fires.
 * @see https://cloudnative-pg.io/documentation/current/
 */
export class PostgresCluster extends Construct {
  /** Name of the `Cluster` object. */
  public readonly name: string;
  public readonly namespace: string;
  public readonly instances: number;
  /** Name of the Secret that the operator makes for the owner of the database; `uri` is a key of it. */
  public readonly applicationSecret: string;
  /** Name of the Secret whose key `ca.crt` is the authority of the servers' certificate. */
  public readonly authoritySecret: string;
  /** Name of the database that is created first. */
  public readonly database: string;
  /** Role that owns it. */
  public readonly owner: string;
  /** The nodes that instances and poolers spread over. */
  public readonly topology: Topology;
  private readonly place: PostgresPlace;
  private readonly serverNames = new Set<string>();

  constructor(scope: Construct, id: string, props: PostgresClusterProps) {
    super(scope, id);
    const { name = id, namespace, topology, instances = 3, database = 'app', owner = 'app' } = props;
    this.name = name;
    this.namespace = namespace;
    this.topology = topology;
    this.database = database;
    this.owner = owner;
    this.instances = this.accepted('postgres/instances', 'props.instances', instanceCount(instances));
    this.applicationSecret = applicationSecretName(name);
    this.authoritySecret = props.serverCertificate === undefined ? caSecretName(name) : serverCertificateName(name);
    this.place = { cluster: topology.cluster, namespace, name };
    const spread = this.spread(topology);
    const sharedBuffers = this.accepted(
      'postgres/memory',
      'props.resources.memory',
      sharedBuffersOf(props.resources.memory),
    );
    const resource = kubeObject<Cluster>(this, 'Resource', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name, namespace, annotations: NEVER_PRUNED },
      spec: {
        ...clusterSpec(props, { name, instances, spread, sharedBuffers }),
        certificates: this.certificates(props),
      },
    });
    if (props.serverCertificate !== undefined) {
      addServerCertificate(this, this.place, { ...props.serverCertificate, moreNames: () => this.serverNames });
    }
    if (props.backup !== undefined) {
      addBackup(this, this.place, { backup: props.backup, cluster: resource });
    }
    this.declare(sharedFateOf(topology, instances, spread?.required.kind ?? 'host'));
  }

  /**
   * Where clients connect to: `rw` leads to the primary, `ro` to replicas, `r` to any instance.
   *
   * @throws SpecError `postgres/endpoint` if `ro` is asked of a single instance: its Service would lead nowhere.
   */
  public endpoint(role: ServiceRole): PostgresEndpoint {
    if (role === 'ro' && this.instances === 1) {
      throw new SpecError(this, 'postgres/endpoint', {
        at: 'endpoint',
        got: "'ro' of a cluster with one instance",
        expected: "'rw' or 'r', or two instances or more",
      });
    }
    return { host: `${serviceName(this.name, role)}.${this.namespace}.svc`, port: INSTANCE_PORTS.postgresql };
  }

  /**
   * What a client has to know: where to connect, to which database, and how to check whom it is connected to.
   *
   * @throws SpecError `postgres/sslmode` if the mode is weaker than the client may use, or cannot work.
   * @throws SpecError `postgres/endpoint` if nobody would answer, or nobody who knows what the client wrote.
   */
  public connection(options: ConnectionOptions): PostgresConnection {
    return connectionTo(this, options);
  }

  /**
   * Puts more names into the server's certificate: those that clients know it by, besides its own Services. Poolers add
   * theirs themselves.
   */
  public addServerNames(...names: readonly string[]): void {
    names.forEach((name) => this.serverNames.add(name));
  }

  /** Declares that pods or hosts connect to the database. */
  public allowFrom(client: FlowPeer, why: string): void {
    declareFlow(this, clientFlow(this.place, client, why));
  }

  /** Declares that a monitoring system reads the metrics of each instance. */
  public allowMetricsFrom(monitoring: FlowPeer): void {
    declareFlow(this, metricsFlow(this.place, monitoring));
  }

  /** What is known only when everything is there; nothing, while nobody asks for more names. */
  private certificates({ serverCertificate }: PostgresClusterProps): NonNullable<ClusterSpec['certificates']> {
    if (serverCertificate !== undefined) {
      const { authoritySecret } = this;
      return { serverTLSSecret: authoritySecret, serverCASecret: authoritySecret };
    }
    return Lazy.any({
      produce: () => (this.serverNames.size === 0 ? undefined : { serverAltDNSNames: [...this.serverNames].sort() }),
    }) as NonNullable<ClusterSpec['certificates']>;
  }

  private spread(topology: Topology): Spread | undefined {
    const { instances } = this;
    // One instance keeps away from nobody, but it needs a worker too.
    return instances === 1 && topology.nodes.length > 0
      ? undefined
      : this.accepted('postgres/failure-domains', 'props.topology', spreadOf(topology, instances));
  }

  private accepted<T>(rule: string, at: string, outcome: Parsed<T>): T {
    if (!outcome.ok) {
      throw new SpecError(this, rule, { at, ...outcome.fault });
    }
    return outcome.value;
  }

  private declare(failureDomains: readonly string[]): void {
    const { cluster, namespace, name } = this.place;
    postgresFlows(this.place).forEach((flow) => {
      declareFlow(this, flow);
    });
    declareState(this, {
      id: `${cluster}/${namespace}/${name}`,
      kind: 'persistentVolume',
      failureDomains,
      description: `PostgreSQL cluster ${namespace}/${name}`,
    });
  }
}
