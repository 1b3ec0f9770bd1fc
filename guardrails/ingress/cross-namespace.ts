import { TRAEFIK_GROUP } from '../../constructs/ingress/route/derived';
import type { Manifest } from '../../constructs/model';
import { fieldsAt, textOf } from '../engine/fields';
import { kindOf } from '../engine/kind';
import { INGRESS_ROUTE, MIDDLEWARE } from '../engine/routes';
import { defineGuardrail } from '../rule';
import { ingressRoute, middleware, route, traefikService } from './rows/routes';

/** Services of a TraefikService, and what it mirrors to or falls back on. */
const SERVICES = [
  'weighted.services[]',
  'highestRandomWeight.services[]',
  'mirroring',
  'mirroring.mirrors[]',
  'failover.service',
  'failover.fallback',
].map((path) => `spec.${path}`);

/** Where namespaces are named, by kind. What Middlewares a rule of an IngressRoute names, ingress/middleware-reference judges. */
const NAMESPACES: Readonly<Record<string, readonly string[]>> = {
  [INGRESS_ROUTE]: ['spec.parentRefs[]', 'spec.tls.options', ...withMiddlewares('spec.routes[].services[]')],
  [`${TRAEFIK_GROUP}/IngressRouteTCP`]: ['spec.tls.options', 'spec.routes[].services[]', 'spec.routes[].middlewares[]'],
  [`${TRAEFIK_GROUP}/IngressRouteUDP`]: ['spec.routes[].services[]'],
  [MIDDLEWARE]: ['spec.chain.middlewares[]', ...withMiddlewares('spec.errors.service')],
  [`${TRAEFIK_GROUP}/TraefikService`]: SERVICES.flatMap(withMiddlewares),
};

function withMiddlewares(service: string): readonly string[] {
  return [service, `${service}.middlewares[]`];
}

/** Every object of Traefik that names others names a namespace beside them. */
export default defineGuardrail<Manifest>({
  kind: Object.keys(NAMESPACES),
  severity: 'error',
  summary: 'routes, Middlewares and TraefikServices of Traefik name what is in their own namespace',
  why: 'Traefik is told to follow no name into another namespace, so the rule, or all rules that need the object, are dropped and their hosts answer 404',
  fix: 'put the route, and what it needs, beside the Service',
  waive: 'where another install of Traefik allows references across namespaces',
  source:
    'https://doc.traefik.io/traefik/reference/install-configuration/providers/kubernetes/kubernetes-crd/#opt-providers-kubernetesCRD-allowCrossNamespace',
  check: (object) =>
    (NAMESPACES[kindOf(object)] ?? [])
      .flatMap((path) => fieldsAt(object, `${path}.namespace`))
      .flatMap(({ at, value }) => {
        const { namespace = 'default' } = object.metadata;
        const named = textOf(value);
        return named === undefined || named === namespace
          ? []
          : [{ at, got: named, expected: `its own namespace, ${namespace}` }];
      }),
  valid: [
    { name: 'no namespace', objects: [ingressRoute()] },
    {
      name: 'its own',
      objects: [
        ingressRoute({ routes: [route({ services: [{ name: 'grafana', namespace: 'monitoring', port: 80 }] })] }),
      ],
    },
    {
      name: 'Middlewares and Services beside the objects that name them',
      objects: [
        middleware('all', { chain: { middlewares: [{ name: 'login', namespace: 'monitoring' }, { name: 'limit' }] } }),
        traefikService({ weighted: { services: [{ name: 'grafana', namespace: 'monitoring', port: 80 }] } }),
      ],
    },
  ],
  invalid: [
    {
      name: 'Middlewares of another namespace, in a chain and in a route of TCP',
      objects: [
        middleware('all', { chain: { middlewares: [{ name: 'limit' }, { name: 'login', namespace: 'traefik' }] } }),
        {
          ...ingressRoute({
            routes: [
              {
                match: 'HostSNI(`db.example.internal`)',
                services: [{ name: 'db', port: 5432 }],
                middlewares: [{ name: 'allow', namespace: 'traefik' }],
              },
            ],
          }),
          kind: 'IngressRouteTCP',
        },
      ],
      findings: [
        { at: 'spec.chain.middlewares[1].namespace', got: 'traefik' },
        { at: 'spec.routes[0].middlewares[0].namespace', got: 'traefik' },
      ],
    },
    {
      name: 'pages of errors from another namespace',
      objects: [
        middleware('errors', {
          errors: { status: ['500-599'], query: '/', service: { name: 'pages', namespace: 'errors', port: 80 } },
        }),
      ],
      findings: [{ at: 'spec.errors.service.namespace', got: 'errors' }],
    },
    {
      name: 'Services of another namespace, behind a TraefikService',
      objects: [
        traefikService({
          weighted: {
            services: [
              { name: 'a', port: 80 },
              { name: 'b', namespace: 'logging', port: 80 },
            ],
          },
        }),
        traefikService(
          {
            mirroring: {
              name: 'a',
              namespace: 'apps',
              port: 80,
              mirrors: [{ name: 'b', namespace: 'logging', port: 80 }],
            },
          },
          'mirrored',
        ),
      ],
      findings: [
        { at: 'spec.weighted.services[1].namespace', got: 'logging' },
        { at: 'spec.mirroring.mirrors[0].namespace', got: 'logging' },
        { at: 'spec.mirroring.namespace', got: 'apps' },
      ],
    },
    {
      name: 'a Service of another namespace',
      objects: [
        ingressRoute({
          routes: [
            route(),
            route({
              services: [
                { name: 'grafana', port: 80 },
                { name: 'loki', namespace: 'logging', port: 3100 },
              ],
            }),
          ],
        }),
      ],
      findings: [{ at: 'spec.routes[1].services[1].namespace', got: 'logging' }],
    },
    {
      name: 'options of TLS of another namespace, in a route of TCP',
      objects: [
        {
          ...ingressRoute({
            routes: [{ match: 'HostSNI(`db.example.internal`)', services: [{ name: 'db', port: 5432 }] }],
            tls: { secretName: 'grafana-tls', options: { name: 'modern', namespace: 'traefik' } },
          }),
          kind: 'IngressRouteTCP',
        },
      ],
      findings: [{ at: 'spec.tls.options.namespace', got: 'traefik' }],
    },
  ],
});
