import { ROUTER_ANNOTATION } from '../../../constructs/ingress/route/derived';
import type { Manifest } from '../../../constructs/model';
import type { Invalid, Row } from '../../rule';
import {
  ARTICLE_05_RENAMED,
  article00,
  gateway,
  ingress,
  ingressRoute,
  middleware,
  route,
  WILDCARD,
  WILDCARD_ROUTE,
} from './routes';

const TO_HTTPS = middleware('to-https', { redirectScheme: { scheme: 'https', permanent: true } });

const STORE: Manifest = {
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'TLSStore',
  metadata: { name: 'default', namespace: 'traefik' },
  spec: { defaultCertificate: { secretName: 'wildcard-tls' } },
};

const WILDCARD_SECRET = { secretName: 'wildcard-tls' };

const wildcardGateway = (gatewayClassName: string): Manifest =>
  gateway({ hostname: '*.example.org', tls: { certificateRefs: [{ name: 'wildcard-tls' }] } }, gatewayClassName);

const onEntryPoints = (names: string, more: Readonly<Record<string, string>> = {}): Manifest =>
  ingress({ [ROUTER_ANNOTATION.entryPoints]: names, ...more });

const redirected = (...middlewares: readonly string[]): Manifest =>
  ingressRoute({
    entryPoints: ['web'],
    tls: undefined,
    routes: middlewares.map((name) => route({ middlewares: [{ name }] })),
  });

/** Rows that ingress/route-tls accepts. */
export const VALID: readonly Row[] = [
  { name: 'an IngressRoute with the Secret of a certificate', objects: [ingressRoute()] },
  { name: 'one that sends everybody to HTTPS', objects: [redirected('to-https'), TO_HTTPS] },
  {
    name: 'one that leaves the certificate to the store of the cluster',
    objects: [ingressRoute({ tls: {} }), STORE],
  },
  {
    name: 'one whose host is among the names of a wildcard that another route brings',
    objects: [
      ingressRoute({ tls: {}, routes: [route({ match: 'Host(`logs.example.org`)' })] }),
      WILDCARD_ROUTE,
      WILDCARD,
    ],
  },
  {
    name: 'one whose host is among the names of what the store of the cluster holds beside its default',
    objects: [
      ingressRoute({ tls: {}, routes: [route({ match: 'Host(`logs.example.org`)' })] }),
      { ...STORE, metadata: { name: 'default', namespace: 'monitoring' }, spec: { certificates: [WILDCARD_SECRET] } },
      WILDCARD,
    ],
  },
  {
    name: 'one whose host is that of a Gateway of Traefik',
    objects: [
      ingressRoute({ tls: {}, routes: [route({ match: 'Host(`logs.example.org`)' })] }),
      wildcardGateway('traefik'),
      WILDCARD,
    ],
  },
  {
    name: 'one that sends everybody to HTTPS by an expression',
    objects: [
      redirected('to-https'),
      middleware('to-https', { redirectRegex: { regex: '^http://(.+)', replacement: 'https://${1}' } }),
    ],
  },
  {
    name: 'an Ingress whose certificate Traefik gets itself',
    objects: [ingress({ [ROUTER_ANNOTATION.certResolver]: 'letsencrypt' }, { tls: undefined })],
  },
  {
    name: 'an Ingress that leaves the certificate to the store of the cluster',
    objects: [ingress({ [ROUTER_ANNOTATION.tls]: 'true' }, { tls: undefined }), STORE],
  },
  {
    name: 'an Ingress whose host is among the names of a wildcard that another route brings',
    objects: [
      ingress({}, { tls: [{ hosts: ['logs.example.org'] }], rules: [{ host: 'logs.example.org' }] }),
      WILDCARD_ROUTE,
      WILDCARD,
    ],
  },
  { name: 'an Ingress with the Secret of a certificate', objects: [onEntryPoints('websecure')] },
  {
    name: 'an Ingress that sends everybody to HTTPS',
    objects: [onEntryPoints('web', { [ROUTER_ANNOTATION.middlewares]: 'monitoring-to-https@kubernetescrd' }), TO_HTTPS],
  },
  { name: 'an Ingress of another controller', objects: [article00()] },
  { name: 'a Gateway with HTTPS', objects: [gateway()] },
  {
    name: 'a Gateway of another controller',
    objects: [gateway({ port: 80, protocol: 'HTTP', tls: undefined }, 'cilium')],
  },
];

/** Rows that it refuses. */
export const INVALID: readonly (Row & Invalid)[] = [
  {
    name: 'the IngressRoute of article 05, in the group of today',
    objects: [ARTICLE_05_RENAMED],
    findings: [{ at: 'spec.tls', got: 'nothing' }],
  },
  {
    name: 'no entry point, which is websecure, and no certificate',
    objects: [ingressRoute({ entryPoints: [], tls: {} })],
    findings: [{ at: 'spec.tls', got: 'no certificate' }],
  },
  {
    name: 'a route in plain HTTP beside the encrypted one',
    objects: [ingressRoute({ entryPoints: ['web', 'websecure'] })],
    findings: [{ at: 'spec.entryPoints', got: 'web, websecure' }],
  },
  {
    name: 'two rules in plain HTTP of which one sends clients to HTTPS',
    objects: [
      redirected('to-https', 'limit'),
      TO_HTTPS,
      middleware('limit', { buffering: { maxRequestBodyBytes: 1 } }),
    ],
    findings: [{ at: 'spec.entryPoints', got: 'web' }],
  },
  {
    name: 'a rule that sends clients to plain HTTP again',
    objects: [redirected('to-http'), middleware('to-http', { redirectScheme: { scheme: 'http' } })],
    findings: [{ at: 'spec.entryPoints', got: 'web' }],
  },
  {
    name: 'a store of certificates that no route uses by itself',
    objects: [
      ingressRoute({ tls: {} }),
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'TLSStore',
        metadata: { name: 'other', namespace: 'traefik' },
        spec: { defaultCertificate: { secretName: 'wildcard-tls' } },
      },
    ],
    findings: [{ at: 'spec.tls', got: 'no certificate' }],
  },
  {
    name: 'an Ingress in plain HTTP',
    objects: [onEntryPoints('web')],
    findings: [{ at: 'metadata.annotations["traefik.ingress.kubernetes.io/router.entrypoints"]', got: 'web' }],
  },
  {
    name: 'an Ingress without a certificate',
    objects: [ingress({}, { tls: undefined })],
    findings: [{ at: 'spec.tls', got: 'no certificate' }],
  },
  {
    name: 'a host of which no certificate is, beside one of which there is',
    objects: [
      ingressRoute({ tls: {}, routes: [route(), route({ match: 'Host(`logs.example.org`)' })] }),
      WILDCARD_ROUTE,
      WILDCARD,
    ],
    findings: [{ at: 'spec.tls', got: 'no certificate' }],
  },
  {
    name: 'a host whose certificate another controller has',
    objects: [
      ingressRoute({ tls: {}, routes: [route({ match: 'Host(`logs.example.org`)' })] }),
      wildcardGateway('cilium'),
      WILDCARD,
    ],
    findings: [{ at: 'spec.tls', got: 'no certificate' }],
  },
  {
    name: 'a host whose certificate is in a store that no route uses by itself',
    objects: [
      ingressRoute({ tls: {}, routes: [route({ match: 'Host(`logs.example.org`)' })] }),
      { ...STORE, metadata: { name: 'other', namespace: 'monitoring' }, spec: { certificates: [WILDCARD_SECRET] } },
      WILDCARD,
    ],
    findings: [{ at: 'spec.tls', got: 'no certificate' }],
  },
  {
    name: 'an Ingress that leaves the certificate to a store that has none',
    objects: [ingress({ [ROUTER_ANNOTATION.tls]: 'true' }, { tls: undefined })],
    findings: [{ at: 'spec.tls', got: 'no certificate' }],
  },
  {
    name: 'an Ingress that leaves nothing to the store of the cluster',
    objects: [ingress({ [ROUTER_ANNOTATION.tls]: 'false' }, { tls: undefined }), STORE],
    findings: [{ at: 'spec.tls', got: 'no certificate' }],
  },
  {
    name: 'an expression that leads to plain HTTP',
    objects: [
      redirected('to-www'),
      middleware('to-www', { redirectRegex: { regex: '^http://(.+)', replacement: 'http://www.${1}' } }),
    ],
    findings: [{ at: 'spec.entryPoints', got: 'web' }],
  },
  {
    name: 'a Gateway with HTTPS and without a certificate',
    objects: [gateway({ tls: undefined })],
    findings: [{ at: 'spec.listeners[0].tls', got: 'no certificate' }],
  },
  {
    name: 'a Gateway in plain HTTP',
    objects: [gateway({ port: 8000, protocol: 'HTTP', tls: undefined })],
    findings: [{ at: 'spec.listeners[0].protocol', got: 'HTTP' }],
  },
];
