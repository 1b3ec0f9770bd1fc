import type { Construct } from 'constructs';
import type { HTTPRoute } from '../../../imports/gateway.networking.k8s.io/v1';
import type { Ingress } from '../../../imports/networking.k8s.io/v1';
import type { IngressRoute } from '../../../imports/traefik.io/v1alpha1';
import { kubeObject } from '../../core/kube-object';
import { WAIVE_PREFIX } from '../../model/declaration';
import { INGRESS_CLASS, middlewareId, ROUTER_ANNOTATION, routerRule, TRAEFIK_GROUP } from './derived';
import { gatewayObject } from './gateway-object';
import type { GatewayReference, RouteForm } from './route-props';

/** A route after its props were read. */
export interface ReadRoute {
  readonly name: string;
  readonly namespace: string;
  readonly host: string;
  readonly path: string;
  readonly service: { readonly name: string; readonly port: number | string };
  /** Names of its Middlewares, in their order. */
  readonly middlewares: readonly string[];
  /** How it is encrypted. */
  readonly tls: ReadTls;
}

/** Where the certificate of a route is, or why there is none. */
export type ReadTls =
  { readonly secretName: string } | { readonly none: string } | { readonly gateway: GatewayReference };

/** Renders a route in one of its forms. */
export const FORMS: Readonly<Record<RouteForm, (scope: Construct, route: ReadRoute) => void>> = {
  ingress,
  'ingress-route': ingressRoute,
  gateway: httpRoute,
};

function ingress(scope: Construct, route: ReadRoute): void {
  const { name, namespace, host, path, service, middlewares, tls } = route;
  const { port } = service;
  const ids = middlewares.map((middleware) => middlewareId(namespace, middleware)).join(',');
  kubeObject<Ingress>(scope, 'Resource', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name,
      namespace,
      annotations: {
        [ROUTER_ANNOTATION.entryPoints]: entryPoint(tls),
        ...('none' in tls ? {} : { [ROUTER_ANNOTATION.tls]: 'true' }),
        ...(ids === '' ? {} : { [ROUTER_ANNOTATION.middlewares]: ids }),
        ...waiver(tls),
      },
    },
    spec: {
      ingressClassName: INGRESS_CLASS,
      ...('secretName' in tls ? { tls: [{ hosts: [host], secretName: tls.secretName }] } : {}),
      rules: [
        {
          host,
          http: {
            paths: [
              {
                path,
                pathType: 'Prefix',
                backend: {
                  service: { name: service.name, port: typeof port === 'number' ? { number: port } : { name: port } },
                },
              },
            ],
          },
        },
      ],
    },
  });
}

function ingressRoute(scope: Construct, route: ReadRoute): void {
  const { name, namespace, host, path, service, middlewares, tls } = route;
  kubeObject<IngressRoute>(scope, 'Resource', {
    apiVersion: `${TRAEFIK_GROUP}/v1alpha1`,
    kind: 'IngressRoute',
    metadata: { name, namespace, annotations: waiver(tls) },
    spec: {
      entryPoints: [entryPoint(tls)],
      routes: [
        {
          kind: 'Rule',
          match: routerRule(host, path),
          ...(middlewares.length === 0 ? {} : { middlewares: middlewares.map((middleware) => ({ name: middleware })) }),
          services: [{ name: service.name, port: service.port }],
        },
      ],
      ...('secretName' in tls ? { tls: { secretName: tls.secretName } } : {}),
    },
  });
}

function httpRoute(scope: Construct, route: ReadRoute): void {
  const { name, namespace, host, path, service, middlewares, tls } = route;
  const filters = middlewares.map((middleware) => ({
    type: 'ExtensionRef' as const,
    extensionRef: { group: TRAEFIK_GROUP, kind: 'Middleware', name: middleware },
  }));
  const gateway = 'gateway' in tls ? tls.gateway : ownGateway(scope, route, tls);
  kubeObject<HTTPRoute>(scope, 'Resource', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace },
    spec: {
      parentRefs: [
        {
          name: gateway.name,
          namespace: gateway.namespace ?? namespace,
          ...(gateway.listener === undefined ? {} : { sectionName: gateway.listener }),
        },
      ],
      hostnames: [host],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: path } }],
          ...(filters.length === 0 ? {} : { filters }),
          backendRefs: [{ name: service.name, port: Number(service.port) }],
        },
      ],
    },
  });
}

/** A Gateway in the route's own namespace: its certificate needs no grant, and no other namespace hears of it. */
function ownGateway(
  scope: Construct,
  { name, namespace, host }: ReadRoute,
  tls: { readonly secretName: string } | { readonly none: string },
): GatewayReference {
  const secretName = 'secretName' in tls ? tls.secretName : undefined;
  const listener = { name: host, host, secretName };
  gatewayObject(scope, 'Gateway', { name, namespace, listeners: [listener], from: 'Same', annotations: waiver(tls) });
  return { name, listener: host };
}

function entryPoint(tls: ReadTls): 'web' | 'websecure' {
  return 'none' in tls ? 'web' : 'websecure';
}

/** The reason for plain HTTP, as a waiver that the report lists. */
function waiver(tls: ReadTls): Record<string, string> {
  return 'none' in tls ? { [`${WAIVE_PREFIX}ingress.route-tls`]: tls.none } : {};
}
