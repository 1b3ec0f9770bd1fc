import type { Manifest, Violation } from '../../constructs/model';
import { annotationPath, INGRESS, isTraefiks } from '../engine/routes';
import { defineGuardrail } from '../rule';
import { article00, ingress } from './rows/routes';

/** What annotations of other controllers begin with. */
const FOREIGN = [
  'nginx.ingress.kubernetes.io/',
  'nginx.org/',
  'haproxy.org/',
  'haproxy-ingress.github.io/',
  'alb.ingress.kubernetes.io/',
  'konghq.com/',
  'projectcontour.io/',
] as const;

/** Traefik's own annotations; of those of version 1 it reads none. */
const OWN = 'traefik.ingress.kubernetes.io/';
const OWN_READ = /^traefik\.ingress\.kubernetes\.io\/(router|service)\./;

/** What to write instead, by the last part of an annotation of nginx. */
const INSTEAD: Readonly<Record<string, string>> = {
  'auth-secret': 'a Middleware with basicAuth: Route with auth',
  'auth-url': 'a Middleware with forwardAuth: Route with auth',
  'force-ssl-redirect': 'nothing: the entry point web sends everybody to HTTPS',
  'proxy-body-size': 'a Middleware with buffering.maxRequestBodyBytes: Route with bodyLimit',
  'rewrite-target': 'a Middleware with replacePathRegex or stripPrefix',
  'ssl-redirect': 'nothing: the entry point web sends everybody to HTTPS',
  'whitelist-source-range': 'a Middleware with ipAllowList: Route with allowFrom',
};

/** The words of another controller are not wrong to the API server, and say nothing to Traefik. */
export default defineGuardrail<Manifest>({
  kind: INGRESS,
  severity: 'error',
  summary: 'an Ingress of Traefik has no annotations of another controller',
  lesson: 'article 00 limits uploads, and sends clients to HTTPS, by annotations of nginx',
  why: 'nobody reads them: a limit, an allow-list or a login that stands there protects nothing, and everything looks as if it did',
  fix: 'use Route, which renders Middlewares',
  waive: 'while a second controller reads the same Ingress',
  source: 'https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/#annotations',
  check: (object, index) =>
    isTraefiks(object, index) ? Object.keys(object.metadata.annotations ?? {}).flatMap(judge) : [],
  valid: [
    {
      name: 'what Traefik and cert-manager read',
      objects: [
        ingress({
          'cert-manager.io/cluster-issuer': 'internal-ca',
          'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
        }),
      ],
    },
    { name: 'the Ingress of article 00, for the controller that it was written for', objects: [article00()] },
    {
      name: 'the annotation of old for another controller, though a class of Traefik has that name',
      objects: [
        ingress(
          { 'nginx.ingress.kubernetes.io/proxy-body-size': '16m', 'kubernetes.io/ingress.class': 'nginx' },
          { ingressClassName: undefined },
        ),
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'IngressClass',
          metadata: { name: 'nginx' },
          spec: { controller: 'traefik.io/ingress-controller' },
        },
      ],
    },
    {
      name: 'a class of another controller that has the name traefik',
      objects: [
        article00('traefik'),
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'IngressClass',
          metadata: { name: 'traefik' },
          spec: { controller: 'k8s.io/ingress-nginx' },
        },
      ],
    },
  ],
  invalid: [
    {
      name: 'the Ingress of article 00, given to Traefik',
      objects: [article00('traefik')],
      findings: [
        {
          at: 'metadata.annotations["nginx.ingress.kubernetes.io/proxy-body-size"]',
          got: 'an annotation that Traefik does not read',
        },
        {
          at: 'metadata.annotations["nginx.ingress.kubernetes.io/ssl-redirect"]',
          got: 'an annotation that Traefik does not read',
        },
      ],
    },
    {
      name: 'an allow-list, in a class that has another name',
      objects: [
        ingress(
          { 'nginx.ingress.kubernetes.io/whitelist-source-range': '192.0.2.0/24' },
          { ingressClassName: 'internal' },
        ),
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'IngressClass',
          metadata: { name: 'internal' },
          spec: { controller: 'traefik.io/ingress-controller' },
        },
      ],
      findings: [{ at: 'metadata.annotations["nginx.ingress.kubernetes.io/whitelist-source-range"]' }],
    },
    {
      name: 'a limit, without a class',
      objects: [ingress({ 'nginx.ingress.kubernetes.io/proxy-body-size': '16m' }, { ingressClassName: undefined })],
      findings: [{ at: 'metadata.annotations["nginx.ingress.kubernetes.io/proxy-body-size"]' }],
    },
    {
      name: "an annotation of Traefik's first version",
      objects: [ingress({ 'traefik.ingress.kubernetes.io/whitelist-source-range': '192.0.2.0/24' })],
      findings: [{ at: 'metadata.annotations["traefik.ingress.kubernetes.io/whitelist-source-range"]' }],
    },
  ],
});

function judge(key: string): Violation[] {
  const isForeign = FOREIGN.some((prefix) => key.startsWith(prefix)) || (key.startsWith(OWN) && !OWN_READ.test(key));
  if (!isForeign) {
    return [];
  }
  const instead = INSTEAD[key.slice(key.indexOf('/') + 1)];
  return [
    {
      at: annotationPath(key),
      // The value may be a secret: annotations of other controllers hold snippets of configuration.
      got: 'an annotation that Traefik does not read',
      expected: instead ?? 'a Middleware of Traefik that does the same',
    },
  ];
}
