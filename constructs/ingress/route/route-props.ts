import type { IssuerReference } from '../../certificates';
import type { Cluster, FlowPeer } from '../../model';

/** Which API a route is written in; Traefik reads all three. */
export type RouteForm = 'ingress' | 'ingress-route' | 'gateway';

/** The Service that a route leads to, in the namespace of the route. */
export interface RouteService {
  readonly name: string;
  /** Port of the Service: 1 to 65535, or its name; a number in the form `gateway`. */
  readonly port: number | string;
}

/** Pods that Traefik must reach. */
export interface RoutePods {
  readonly pods: FlowPeer;
  /** TCP ports on which the containers listen, which may be others than those of the Service. */
  readonly ports: readonly number[];
}

/** A Gateway that others made, or another construct. */
export interface GatewayReference {
  readonly name: string;
  /**
   * Its namespace; its listeners say which namespaces they take routes from.
   *
   * @default - that of the route
   */
  readonly namespace?: string;
  /**
   * Name of the listener.
   *
   * @default - every listener that answers to the host
   */
  readonly listener?: string;
}

/** Where the certificate of a host comes from. */
export type CertificateSource =
  /** cert-manager issues one for this host, into the Secret `<name>-tls`. */
  | { readonly issuer: IssuerReference }
  /** It is in a Secret of this namespace. */
  | { readonly secretName: string };

/** No certificate at all: whoever is on the way reads everything, passwords included. */
export interface PlainHttp {
  /** Why this is right here; the report lists it as a waiver of `ingress/route-tls`. */
  readonly none: string;
}

/** The certificate is the business of a Gateway. */
export interface GatewayTls {
  readonly gateway: GatewayReference;
}

/** Who may pass: those with a name and a password. */
export interface BasicAuth {
  readonly basicAuth: {
    /**
     * Secret in the namespace of the route: of type `kubernetes.io/basic-auth`, or with one key whose value has a line
     * `name:hash` for each user. Traefik takes the header away before it passes a request on.
     */
    readonly secretName: string;
  };
}

/** Who may pass: those whom a service lets pass. */
export interface ForwardAuth {
  readonly forwardAuth: {
    /** Address that Traefik asks for each request; any answer of 200 to 299 lets it pass. */
    readonly address: string;
    /**
     * Whether the service hears what the client says of itself in `X-Forwarded-*`.
     *
     * @default false
     */
    readonly trustForwardHeader?: boolean;
    /**
     * Headers of the service's answer that the backend gets: `Remote-User`. Those that the client sent are replaced.
     *
     * @default - none
     */
    readonly authResponseHeaders?: readonly string[];
    /**
     * Pods of the service.
     *
     * @default - no flow is declared: it is outside the cluster, or its own construct says so
     */
    readonly pods?: RoutePods;
  };
}

/** What the props of every form have in common. */
export interface CommonRouteProps {
  readonly cluster: Cluster;
  readonly namespace: string;
  /**
   * Name of the route; its Middlewares and its certificate are named after it.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /** Name of DNS that clients ask for: `grafana.example.internal`. */
  readonly host: string;
  /**
   * Path at or below which the route answers: `/api` is `/api` and `/api/users`, and not `/apiary`.
   *
   * @default '/'
   */
  readonly path?: string;
  readonly service: RouteService;
  /**
   * Pods behind the Service.
   *
   * @default - no flow is declared: where everything is denied by default, the route answers 504
   */
  readonly backendPods?: RoutePods;
  /**
   * Largest body of a request, as a quantity: `16Mi`. What is larger is answered with 413. Traefik keeps each body until it is
   * whole, so streams wait for their end.
   *
   * @default - no limit but the service's own
   */
  readonly bodyLimit?: string;
  /**
   * Blocks of addresses that may use the route; all others get 403.
   *
   * @default - every address
   */
  readonly allowFrom?: readonly string[];
  /**
   * Who may pass.
   *
   * @default - everybody: the service asks for itself
   */
  readonly auth?: BasicAuth | ForwardAuth;
}

/** Settings of a route that is an Ingress or an IngressRoute. */
export interface IngressRouteProps extends CommonRouteProps {
  /**
   * The API that it is written in.
   *
   * @default 'ingress-route'
   */
  readonly form?: 'ingress' | 'ingress-route';
  readonly tls: CertificateSource | PlainHttp;
}

/** Settings of a route that is an HTTPRoute. It has a Gateway of its own, unless it names one. */
export interface GatewayRouteProps extends CommonRouteProps {
  readonly form: 'gateway';
  readonly tls: CertificateSource | PlainHttp | GatewayTls;
}

/** Settings of a {@link Route}. */
export type RouteProps = IngressRouteProps | GatewayRouteProps;
