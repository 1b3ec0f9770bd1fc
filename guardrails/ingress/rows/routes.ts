import type { Manifest } from '../../../constructs/model';

type Fields = Readonly<Record<string, unknown>>;

/** A row leaves a field out by giving it no value. */
function withoutUndefined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** An IngressRoute on `websecure`; `spec` replaces whole fields. */
export function ingressRoute(spec: Fields = {}, apiVersion = 'traefik.io/v1alpha1'): Manifest {
  return {
    apiVersion,
    kind: 'IngressRoute',
    metadata: { name: 'grafana', namespace: 'monitoring' },
    spec: withoutUndefined({
      entryPoints: ['websecure'],
      routes: [route()],
      tls: { secretName: 'grafana-tls' },
      ...spec,
    }),
  };
}

/** A rule of an IngressRoute; `more` replaces whole fields. */
export function route(more: Fields = {}): Fields {
  return {
    kind: 'Rule',
    match: 'Host(`grafana.example.internal`)',
    services: [{ name: 'grafana', port: 80 }],
    ...more,
  };
}

/** An Ingress of Traefik; `spec` replaces whole fields. */
export function ingress(annotations: Readonly<Record<string, string>> = {}, spec: Fields = {}): Manifest {
  const whole: Fields = {
    ingressClassName: 'traefik',
    tls: [{ hosts: ['grafana.example.internal'], secretName: 'grafana-tls' }],
    rules: [
      {
        host: 'grafana.example.internal',
        http: {
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'grafana', port: { number: 80 } } } }],
        },
      },
    ],
    ...spec,
  };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'grafana', namespace: 'monitoring', annotations },
    spec: withoutUndefined(whole),
  };
}

/** An HTTPRoute; `rule` adds to its only rule. */
export function httpRoute(rule: Fields = {}): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'grafana', namespace: 'monitoring' },
    spec: {
      parentRefs: [{ name: 'grafana' }],
      hostnames: ['grafana.example.internal'],
      rules: [{ backendRefs: [{ name: 'grafana', port: 80 }], ...rule }],
    },
  };
}

/** A Gateway of Traefik with one listener; `listener` replaces whole fields. */
export function gateway(listener: Fields = {}, gatewayClassName = 'traefik'): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'grafana', namespace: 'monitoring' },
    spec: {
      gatewayClassName,
      listeners: [
        withoutUndefined({
          name: 'grafana',
          hostname: 'grafana.example.internal',
          port: 8443,
          protocol: 'HTTPS',
          tls: { certificateRefs: [{ name: 'grafana-tls' }] },
          ...listener,
        }),
      ],
    },
  };
}

/** A Middleware. */
export function middleware(name: string, spec: Fields, namespace = 'monitoring'): Manifest {
  return { apiVersion: 'traefik.io/v1alpha1', kind: 'Middleware', metadata: { name, namespace }, spec };
}

/** A TraefikService, which stands for several Services. */
export function traefikService(spec: Fields, name = 'all'): Manifest {
  return {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'TraefikService',
    metadata: { name, namespace: 'monitoring' },
    spec,
  };
}

/** A Certificate whose Secret is `grafana-tls`. */
export function certificate(dnsNames: readonly string[], namespace = 'monitoring'): Manifest {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'grafana', namespace },
    spec: { secretName: 'grafana-tls', dnsNames, issuerRef: { kind: 'ClusterIssuer', name: 'internal-ca' } },
  };
}

/** A route of the same namespace that brings the certificate of all names below `example.org`. */
export const WILDCARD_ROUTE: Manifest = {
  ...ingressRoute({ routes: [route({ match: 'Host(`example.org`)' })], tls: { secretName: 'wildcard-tls' } }),
  metadata: { name: 'all', namespace: 'monitoring' },
};

/** The certificate of {@link WILDCARD_ROUTE}. */
export const WILDCARD: Manifest = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'wildcard', namespace: 'monitoring' },
  spec: {
    secretName: 'wildcard-tls',
    dnsNames: ['example.org', '*.example.org'],
    issuerRef: { kind: 'ClusterIssuer', name: 'internal-ca' },
  },
};

/** The Ingress of article 00, section 6; `ingressClassName` is the article's own, or that of Traefik. */
export function article00(ingressClassName: string | undefined = 'nginx'): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'pgadmin',
      namespace: 'pgadmin',
      annotations: {
        'cert-manager.io/cluster-issuer': 'letsencrypt-prod',
        'nginx.ingress.kubernetes.io/ssl-redirect': 'true',
        'nginx.ingress.kubernetes.io/proxy-body-size': '16m',
      },
    },
    spec: {
      ingressClassName,
      tls: [{ hosts: ['pgadmin.example.com'], secretName: 'pgadmin-tls' }],
      rules: [
        {
          host: 'pgadmin.example.com',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'pgadmin', port: { number: 80 } } } }],
          },
        },
      ],
    },
  };
}

/** The IngressRoute of article 05. */
export const ARTICLE_05: Manifest = {
  apiVersion: 'traefik.containo.us/v1alpha1',
  kind: 'IngressRoute',
  metadata: { name: 'msam-ingress' },
  spec: {
    entryPoints: ['websecure'],
    routes: [
      {
        match: 'Host(`msam.example.com`)',
        kind: 'Rule',
        services: [{ name: 'msam-service', port: 443, tls: { insecureSkipVerify: true } }],
      },
    ],
  },
};

/** The same in the group that Traefik reads: what is wrong with it besides its group. */
export const ARTICLE_05_RENAMED: Manifest = { ...ARTICLE_05, apiVersion: 'traefik.io/v1alpha1' };
