import { ROUTER_ANNOTATION } from '../../../constructs/ingress/route/derived';
import type { Manifest } from '../../../constructs/model';
import type { Invalid, Row } from '../../rule';
import { httpRoute, ingress, ingressRoute, middleware, route } from './routes';

const LIMIT = { buffering: { maxRequestBodyBytes: 16_777_216 } };
const AT = `metadata.annotations["${ROUTER_ANNOTATION.middlewares}"]`;

const named = (middlewares: string, annotations: Readonly<Record<string, string>> = {}): Manifest =>
  ingress({ [ROUTER_ANNOTATION.middlewares]: middlewares, ...annotations });

const filter = (group: string, name: string): Manifest =>
  httpRoute({ filters: [{ type: 'ExtensionRef', extensionRef: { group, kind: 'Middleware', name } }] });

const through = (reference: Readonly<Record<string, string>>): Manifest =>
  ingressRoute({ routes: [route({ middlewares: [reference] })] });

/** Rows that ingress/middleware-reference accepts. */
export const VALID: readonly Row[] = [
  {
    name: 'a Middleware beside an Ingress, by its long name',
    objects: [named('monitoring-limit@kubernetescrd'), middleware('limit', LIMIT)],
  },
  { name: 'one that a file of Traefik defines', objects: [named('limit@file')] },
  { name: 'a Middleware beside an IngressRoute', objects: [through({ name: 'limit' }), middleware('limit', LIMIT)] },
  { name: 'a Middleware beside an HTTPRoute', objects: [filter('traefik.io', 'limit'), middleware('limit', LIMIT)] },
  { name: 'a filter of another controller', objects: [filter('example.org', 'limit')] },
  {
    name: 'an Ingress of another controller',
    objects: [ingress({ [ROUTER_ANNOTATION.middlewares]: 'limit' }, { ingressClassName: 'nginx' })],
  },
  {
    name: 'a Middleware that somebody else makes',
    objects: [named('monitoring-limit@kubernetescrd')],
    externals: [{ kind: 'traefik.io/Middleware', namespace: 'monitoring', name: 'limit', reason: 'made by hand' }],
  },
];

/** Rows that it refuses. */
export const INVALID: readonly (Row & Invalid)[] = [
  {
    name: 'an Ingress that names nothing',
    objects: [named('monitoring-limt@kubernetescrd'), middleware('limit', LIMIT)],
    findings: [{ at: AT, got: 'monitoring-limt@kubernetescrd, which is no Middleware here' }],
  },
  {
    name: 'the name that it has in Kubernetes',
    objects: [named('limit'), middleware('limit', LIMIT)],
    findings: [{ at: AT, got: 'limit, without the name of a provider' }],
  },
  {
    name: 'a Middleware of another namespace, second in a list',
    objects: [
      named('monitoring-limit@kubernetescrd, traefik-login@kubernetescrd'),
      middleware('limit', LIMIT),
      middleware('login', { basicAuth: { secret: 'users' } }, 'traefik'),
    ],
    findings: [{ at: AT, got: 'traefik-login@kubernetescrd, which is traefik/login' }],
  },
  {
    name: 'a name that two Middlewares share',
    objects: [
      named('monitoring-a-limit@kubernetescrd'),
      middleware('a-limit', LIMIT),
      middleware('limit', LIMIT, 'monitoring-a'),
    ],
    findings: [
      {
        at: AT,
        got: 'monitoring-a-limit@kubernetescrd, which is the name of monitoring/a-limit and monitoring-a/limit',
      },
    ],
  },
  {
    name: 'an IngressRoute whose Middleware shares its name with one of another namespace',
    objects: [
      through({ name: 'b-login' }),
      middleware('b-login', LIMIT),
      middleware('login', LIMIT, 'monitoring-b'),
      middleware('login', LIMIT),
    ],
    findings: [
      {
        at: 'spec.routes[0].middlewares[0].name',
        got: 'b-login, which is the name of monitoring/b-login and monitoring-b/login',
      },
    ],
  },
  {
    name: 'an HTTPRoute whose Middleware shares its name with one of another namespace',
    objects: [
      filter('traefik.io', 'b-login'),
      middleware('b-login', LIMIT),
      middleware('login', LIMIT, 'monitoring-b'),
    ],
    findings: [
      {
        at: 'spec.rules[0].filters[0].extensionRef.name',
        got: 'b-login, which is the name of monitoring/b-login and monitoring-b/login',
      },
    ],
  },
  {
    name: 'an IngressRoute that names one of another namespace',
    objects: [through({ name: 'login', namespace: 'traefik' }), middleware('login', LIMIT, 'traefik')],
    findings: [{ at: 'spec.routes[0].middlewares[0].namespace', got: 'traefik' }],
  },
  {
    name: 'an IngressRoute that uses the name of an Ingress',
    objects: [through({ name: 'monitoring-limit@kubernetescrd' }), middleware('limit', LIMIT)],
    findings: [{ at: 'spec.routes[0].middlewares[0].name', got: 'monitoring-limit@kubernetescrd' }],
  },
  {
    name: 'an HTTPRoute whose Middleware is in another namespace',
    objects: [filter('traefik.io', 'limit'), middleware('limit', LIMIT, 'traefik')],
    findings: [{ at: 'spec.rules[0].filters[0].extensionRef.name', got: 'limit' }],
  },
];
