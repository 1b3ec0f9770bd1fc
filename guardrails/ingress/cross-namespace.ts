import type { Manifest } from '../../constructs/model';
import { fieldsAt, textOf } from '../engine/fields';
import { INGRESS_ROUTE } from '../engine/routes';
import { defineGuardrail } from '../rule';
import { ingressRoute, route } from './rows/routes';

const NAMESPACES = ['spec.routes[].services[].namespace', 'spec.parentRefs[].namespace', 'spec.tls.options.namespace'];

/** What Middlewares a route names is judged by ingress/middleware-reference. */
export default defineGuardrail<Manifest>({
  kind: [INGRESS_ROUTE, 'traefik.io/IngressRouteTCP', 'traefik.io/IngressRouteUDP'],
  severity: 'error',
  summary: 'a route of Traefik leads to Services of its own namespace',
  why: 'Traefik is told to follow no name into another namespace, so the whole rule is dropped and its host answers 404',
  fix: 'put the route beside the Service',
  waive: 'where another install of Traefik allows references across namespaces',
  source:
    'https://doc.traefik.io/traefik/reference/install-configuration/providers/kubernetes/kubernetes-crd/#opt-providers-kubernetesCRD-allowCrossNamespace',
  check: (object) =>
    NAMESPACES.flatMap((path) => fieldsAt(object, path)).flatMap(({ at, value }) => {
      const { namespace = 'default' } = object.metadata;
      const named = textOf(value);
      return named === undefined || named === namespace
        ? []
        : [{ at, got: named, expected: `the route's own namespace, ${namespace}` }];
    }),
  valid: [
    { name: 'no namespace', objects: [ingressRoute()] },
    {
      name: 'its own',
      objects: [
        ingressRoute({ routes: [route({ services: [{ name: 'grafana', namespace: 'monitoring', port: 80 }] })] }),
      ],
    },
  ],
  invalid: [
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
