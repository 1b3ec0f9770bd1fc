import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { declareFlow } from '../core/declare';
import { Route } from '../ingress';
import { SpecError, type FlowPeer } from '../model';
import { pgAdminFlows, pgAdminPods, PGADMIN_LABELS } from './flows';
import type { PgAdminProps } from './pg-admin-props';
import { CONTAINER_PORT, deployment, SERVICE_PORT } from './workload';

/** Form of an address that pgAdmin takes as a login. */
const EMAIL = /^[A-Za-z0-9_%+-]+(\.[A-Za-z0-9_%+-]+)*@[A-Za-z0-9]+(-+[A-Za-z0-9]+)*(\.[A-Za-z0-9]+(-+[A-Za-z0-9]+)*)*$/;

/**
 * Defines pgAdmin in a namespace of its own, behind Traefik and behind a login that is asked for before its own.
 *
 * There is no default account: the only one has the password of a Secret. Nothing it holds is worth keeping: servers come from
 * the props, passwords are asked for each time, and a new pod starts anew; what people add or upload is gone with the pod.
 *
 * Servers are reached with `verify-full`, by the certificate of their authority and no other key of its Secret.
 *
 * @throws SpecError `pgadmin/login` if the address of the first account is none that pgAdmin takes.
 * @throws SpecError `pgadmin/servers` if two servers have one name.
 * @see https://www.pgadmin.org/docs/pgadmin4/latest/container_deployment.html
 */
export class PgAdmin extends Construct {
  /** The pod, as databases see it. */
  public readonly peer: FlowPeer;
  /** Address for people. */
  public readonly url: string;

  constructor(scope: Construct, id: string, props: PgAdminProps) {
    super(scope, id);
    const { cluster, namespace } = props;
    this.judge(props);
    this.peer = pgAdminPods(namespace);
    const workload = deployment(this, props);
    new kplus.Service(this, 'Service', {
      metadata: { name: 'pgadmin', namespace, labels: PGADMIN_LABELS },
      type: kplus.ServiceType.CLUSTER_IP,
      selector: workload,
      ports: [{ name: 'http', port: SERVICE_PORT, targetPort: CONTAINER_PORT }],
    });
    this.url = this.route(props).url;
    pgAdminFlows(cluster.key, this.peer).forEach((flow) => {
      declareFlow(this, flow);
    });
  }

  private route({ cluster, namespace, host, tls, auth, importLimit = '100Mi', allowFrom }: PgAdminProps): Route {
    return new Route(this, 'Route', {
      cluster,
      namespace,
      name: 'pgadmin',
      host,
      tls,
      auth,
      bodyLimit: importLimit,
      ...(allowFrom === undefined ? {} : { allowFrom }),
      service: { name: 'pgadmin', port: SERVICE_PORT },
      backendPods: { pods: this.peer, ports: [CONTAINER_PORT] },
    });
  }

  private judge({ login: { email }, servers = [] }: PgAdminProps): void {
    if (!EMAIL.test(email)) {
      throw new SpecError(this, 'pgadmin/login', {
        at: 'props.login.email',
        got: JSON.stringify(email),
        expected: 'an address of mail: admin@home.example',
      });
    }
    const names = servers.map(({ name }) => name);
    const twice = names.findIndex((name, index) => names.indexOf(name) < index);
    if (twice >= 0) {
      throw new SpecError(this, 'pgadmin/servers', {
        at: `props.servers[${twice}].name`,
        got: `${JSON.stringify(names[twice])}, which another server has`,
        expected: 'a name of its own',
      });
    }
  }
}
