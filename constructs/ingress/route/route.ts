import { Construct } from 'constructs';
import type { Middleware } from '../../../imports/traefik.io/v1alpha1';
import { Certificate } from '../../certificates';
import { declareFlow } from '../../core/declare';
import { kubeObject } from '../../core/kube-object';
import { SpecError } from '../../model';
import type { Parsed } from '../../model/parsed';
import { parsePortNumber, tcp } from '../../model/port';
import { backendFlow } from '../flows';
import { FORMS, type ReadTls } from './forms';
import {
  parseAllowed,
  parseAuthAddress,
  parseBodyLimit,
  parseHost,
  parsePath,
  parseServiceName,
  parseServicePort,
} from './inputs';
import { routeMiddlewares } from './middlewares';
import type { RoutePods, RouteProps } from './route-props';

/**
 * Defines a way from outside to a Service, through Traefik: an `IngressRoute`, an `Ingress`, or an `HTTPRoute` with its
 * `Gateway`; the certificate of its host; and a `Middleware` for each thing that a request must pass first.
 *
 * The form `gateway` needs the definitions of the Gateway API in the cluster, and one {@link TraefikGatewayClass}.
 *
 * @throws SpecError `ingress/route-host` if `host` is no name of DNS.
 * @throws SpecError `ingress/route-path` if `path` is not read alike by all forms.
 * @throws SpecError `ingress/route-service` if the Service, its port, or a port of pods cannot be.
 * @throws SpecError `ingress/route-body-limit` if `bodyLimit` is no whole number of bytes above 0.
 * @throws SpecError `ingress/route-allow-from` if `allowFrom` is empty, or has something else than blocks of addresses.
 * @throws SpecError `ingress/route-auth` if the service that decides who may pass has no address.
 * @throws SpecError `ingress/route-plain` if plain HTTP has no reason.
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/
 */
export class Route extends Construct {
  /** Name of the route. */
  public readonly name: string;
  public readonly namespace: string;
  /** Address for people: `https://grafana.example.internal/`. */
  public readonly url: string;

  constructor(scope: Construct, id: string, props: RouteProps) {
    super(scope, id);
    const { name = id, namespace, form = 'ingress-route' } = props;
    this.name = name;
    this.namespace = namespace;
    const host = this.accepted('route-host', 'host', parseHost(props.host));
    const path = this.accepted('route-path', 'path', parsePath(props.path ?? '/'));
    const service = {
      name: this.accepted('route-service', 'service.name', parseServiceName(props.service)),
      port: this.accepted('route-service', 'service.port', parseServicePort(props.service, form === 'gateway')),
    };
    const middlewares = this.middlewares(props);
    const tls = this.tls(props, host);
    this.url = `${'none' in tls ? 'http' : 'https'}://${host}${path}`;
    FORMS[form](this, { name, namespace, host, path, service, middlewares, tls });
    this.flows(props);
  }

  private middlewares({ allowFrom, auth, bodyLimit }: RouteProps): readonly string[] {
    if (auth !== undefined && 'forwardAuth' in auth) {
      this.accepted('route-auth', 'auth.forwardAuth.address', parseAuthAddress(auth.forwardAuth.address));
    }
    const parts = routeMiddlewares(this.name, {
      auth,
      allowFrom: allowFrom && this.allowed(allowFrom),
      bodyLimit:
        bodyLimit === undefined ? undefined : this.accepted('route-body-limit', 'bodyLimit', parseBodyLimit(bodyLimit)),
    });
    return parts.map(({ id, name, spec }) => {
      kubeObject<Middleware>(this, id, {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'Middleware',
        metadata: { name, namespace: this.namespace },
        spec,
      });
      return name;
    });
  }

  private allowed(blocks: readonly string[]): readonly string[] {
    if (blocks.length === 0) {
      this.refuse('route-allow-from', 'allowFrom', {
        got: 'an empty list',
        expected: 'one or more blocks of addresses; leave it out for every address',
      });
    }
    return blocks.map((block, index) => this.accepted('route-allow-from', `allowFrom[${index}]`, parseAllowed(block)));
  }

  private tls({ tls }: RouteProps, host: string): ReadTls {
    if ('none' in tls && tls.none.trim() === '') {
      this.refuse('route-plain', 'tls.none', {
        got: 'no reason',
        expected: 'why this route is right without encryption; the report lists it',
      });
    }
    if (!('issuer' in tls)) {
      return tls;
    }
    const name = `${this.name}-tls`;
    new Certificate(this, 'Certificate', { name, namespace: this.namespace, dnsNames: [host], issuer: tls.issuer });
    return { secretName: name };
  }

  private flows({ cluster, backendPods, auth, host }: RouteProps): void {
    const declare = (at: string, { pods, ports }: RoutePods, why: string): void => {
      const listened = ports.map((port, index) =>
        tcp(this.accepted('route-service', `${at}.ports[${index}]`, parsePortNumber(port))),
      );
      declareFlow(this, backendFlow(cluster.key, pods, listened, why));
    };
    if (backendPods !== undefined) {
      declare('backendPods', backendPods, `${host} answers 504`);
    }
    if (auth !== undefined && 'forwardAuth' in auth && auth.forwardAuth.pods !== undefined) {
      declare('auth.forwardAuth.pods', auth.forwardAuth.pods, `nobody may pass to ${host}: it answers 500`);
    }
  }

  private accepted<T>(rule: string, prop: string, outcome: Parsed<T>): T {
    return outcome.ok ? outcome.value : this.refuse(rule, prop, outcome.fault);
  }

  private refuse(rule: string, prop: string, fault: { got: string; expected: string; fix?: string }): never {
    throw new SpecError(this, `ingress/${rule}`, { at: `props.${prop}`, ...fault });
  }
}
