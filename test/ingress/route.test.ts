import { Route, type RouteForm } from '../../constructs/ingress';
import { checkBundle } from '../../guardrails/engine/check';
import { RULES } from '../../guardrails/registry';
import { findings, manifest, render } from './fixture';
import { addRoute, manifests, routeBundle, type Special } from './route-fixture';

const EVERYTHING: Special = {
  allowFrom: ['192.0.2.0/24'],
  auth: { basicAuth: { secretName: 'grafana-users' } },
  bodyLimit: '16Mi',
};

const MIDDLEWARES = ['grafana-allow-from', 'grafana-auth', 'grafana-body-limit'];

const FORMS: readonly RouteForm[] = ['ingress', 'ingress-route', 'gateway'];

describe('an IngressRoute', () => {
  it('is on websecure, with the certificate of its host, and passes its Middlewares in their order', () => {
    const bundle = routeBundle({ ...EVERYTHING, path: '/api' });
    expect(manifest(bundle, 'IngressRoute')).toMatchObject({
      apiVersion: 'traefik.io/v1alpha1',
      metadata: { name: 'grafana', namespace: 'monitoring' },
      spec: {
        entryPoints: ['websecure'],
        routes: [
          {
            kind: 'Rule',
            match: 'Host(`grafana.example.internal`) && (Path(`/api`) || PathPrefix(`/api/`))',
            middlewares: MIDDLEWARES.map((name) => ({ name })),
            services: [{ name: 'grafana', port: 80 }],
          },
        ],
        tls: { secretName: 'grafana-tls' },
      },
    });
  });

  it('takes the name of a port, and a path of everything needs no rule', () => {
    const bundle = routeBundle({ service: { name: 'grafana', port: 'http-web' } });
    const { routes } = manifest(bundle, 'IngressRoute')['spec'] as { routes: Record<string, unknown>[] };
    expect(routes).toEqual([
      {
        kind: 'Rule',
        match: 'Host(`grafana.example.internal`)',
        services: [{ name: 'grafana', port: 'http-web' }],
      },
    ]);
  });
});

describe('an Ingress', () => {
  const bundle = routeBundle({ ...EVERYTHING, form: 'ingress', path: '/api' });

  it('says to Traefik by annotations what an IngressRoute says in fields', () => {
    expect(manifest(bundle, 'Ingress').metadata.annotations).toEqual({
      'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
      'traefik.ingress.kubernetes.io/router.tls': 'true',
      'traefik.ingress.kubernetes.io/router.middlewares':
        'monitoring-grafana-allow-from@kubernetescrd,monitoring-grafana-auth@kubernetescrd,' +
        'monitoring-grafana-body-limit@kubernetescrd',
    });
  });

  it('has the class, the host and the certificate', () => {
    expect(manifest(bundle, 'Ingress')['spec']).toEqual({
      ingressClassName: 'traefik',
      tls: [{ hosts: ['grafana.example.internal'], secretName: 'grafana-tls' }],
      rules: [
        {
          host: 'grafana.example.internal',
          http: {
            paths: [
              { path: '/api', pathType: 'Prefix', backend: { service: { name: 'grafana', port: { number: 80 } } } },
            ],
          },
        },
      ],
    });
  });

  it('writes the name of a port as one', () => {
    const named = routeBundle({ form: 'ingress', service: { name: 'grafana', port: 'http-web' } });
    expect(JSON.stringify(manifest(named, 'Ingress'))).toContain('"port":{"name":"http-web"}');
  });
});

describe('an HTTPRoute', () => {
  const bundle = routeBundle({ ...EVERYTHING, form: 'gateway', path: '/api' });

  it('passes its Middlewares as filters', () => {
    expect(manifest(bundle, 'HTTPRoute')['spec']).toEqual({
      parentRefs: [{ name: 'grafana', namespace: 'monitoring', sectionName: 'grafana.example.internal' }],
      hostnames: ['grafana.example.internal'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/api' } }],
          filters: MIDDLEWARES.map((name) => ({
            type: 'ExtensionRef',
            extensionRef: { group: 'traefik.io', kind: 'Middleware', name },
          })),
          backendRefs: [{ name: 'grafana', port: 80 }],
        },
      ],
    });
  });

  it('has a Gateway of its own beside it, on the port of the entry point, for its namespace only', () => {
    expect(manifest(bundle, 'Gateway')).toMatchObject({
      metadata: { name: 'grafana', namespace: 'monitoring' },
      spec: {
        gatewayClassName: 'traefik',
        listeners: [
          {
            name: 'grafana.example.internal',
            hostname: 'grafana.example.internal',
            port: 8443,
            protocol: 'HTTPS',
            tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: 'grafana-tls' }] },
            allowedRoutes: { namespaces: { from: 'Same' } },
          },
        ],
      },
    });
  });

  it('leaves Gateway and certificate to others where it names a Gateway', () => {
    const shared = routeBundle({ form: 'gateway', tls: { gateway: { name: 'shared', namespace: 'traefik' } } });
    expect(manifest(shared, 'HTTPRoute')['spec']).toMatchObject({
      parentRefs: [{ name: 'shared', namespace: 'traefik' }],
    });
    expect(shared.objects).toHaveLength(1);
  });
});

describe.each(FORMS)('in the form %s', (form) => {
  it('the certificate is for the host, in the Secret that the route names, from the issuer', () => {
    const bundle = routeBundle({ form });
    expect(manifest(bundle, 'Certificate')).toMatchObject({
      apiVersion: 'cert-manager.io/v1',
      metadata: { name: 'grafana-tls', namespace: 'monitoring' },
      spec: {
        secretName: 'grafana-tls',
        dnsNames: ['grafana.example.internal'],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'internal-ca' },
      },
    });
  });

  it('a Secret that is named needs no Certificate', () => {
    const bundle = routeBundle({ form, tls: { secretName: 'wildcard' } });
    expect(manifests(bundle, 'Certificate')).toEqual([]);
    expect(JSON.stringify(bundle.objects)).toContain('"wildcard"');
  });

  it('keeps every rule', () => {
    expect(findings(routeBundle({ ...EVERYTHING, form }))).toEqual([]);
  });

  it.each([
    ['allowFrom', 'grafana-allow-from'],
    ['auth', 'grafana-auth'],
    ['bodyLimit', 'grafana-body-limit'],
  ] as const)('without %s nothing says %s, and all else stays', (prop, name) => {
    const { [prop]: _left, ...rest } = EVERYTHING;
    const text = JSON.stringify(routeBundle({ ...rest, form }).objects.map((object) => object.manifest));
    expect(MIDDLEWARES.filter((other) => text.includes(other))).toEqual(MIDDLEWARES.filter((other) => other !== name));
  });

  it('a Middleware that is taken away from the output is missed', () => {
    const bundle = routeBundle({ ...EVERYTHING, form });
    const objects = bundle.objects.filter((object) => object.manifest.metadata.name !== 'grafana-auth');
    const rules = checkBundle({ ...bundle, objects }, RULES).findings.filter(({ got }) => got.includes('grafana-auth'));
    expect(rules.map(({ rule }) => rule)).toContain(
      form === 'ingress-route' ? 'structure/reference' : 'ingress/middleware-reference',
    );
  });

  it('plain HTTP is on web, without a certificate, and its reason is a waiver', () => {
    const bundle = routeBundle({ form, tls: { none: 'the boot loader speaks no TLS' } });
    const report = checkBundle(bundle, RULES);
    expect(manifests(bundle, 'Certificate')).toEqual([]);
    expect(JSON.stringify(bundle.objects)).not.toMatch(/websecure|8443|"tls"/);
    expect(findings(bundle)).toEqual([]);
    expect(report.waived.map(({ rule, reason }) => [rule, reason])).toEqual([
      ['ingress/route-tls', 'the boot loader speaks no TLS'],
    ]);
  });
});

describe('a Route', () => {
  it('says its name, its namespace and its address', () => {
    render((chart, place) => {
      expect(addRoute(chart, place, { path: '/api' })).toMatchObject({
        name: 'grafana',
        namespace: 'monitoring',
        url: 'https://grafana.example.internal/api',
      });
      const plain = new Route(chart, 'plain', {
        cluster: place.cluster,
        name: 'boot',
        namespace: 'boot',
        host: 'boot.example.internal',
        service: { name: 'boot', port: 80 },
        tls: { none: 'the boot loader speaks no TLS' },
      });
      expect(plain).toMatchObject({ name: 'boot', url: 'http://boot.example.internal/' });
    });
  });

  it('declares nothing that it was not told', () => {
    expect(routeBundle().flows).toEqual([]);
  });

  it('declares the way from Traefik to the pods, and to the service that decides', () => {
    const { flows } = routeBundle({
      backendPods: { pods: { kind: 'pods', namespace: 'monitoring', labels: { app: 'grafana' } }, ports: [3000] },
      auth: {
        forwardAuth: {
          address: 'http://authelia.auth.svc:9091/verify',
          pods: { pods: { kind: 'pods', namespace: 'auth' }, ports: [9091] },
        },
      },
    });
    const traefik = { kind: 'pods', namespace: 'traefik', labels: { 'app.kubernetes.io/name': 'traefik' } };
    expect(flows.map(({ value }) => value)).toMatchObject([
      { cluster: 'home', from: traefik, to: { namespace: 'monitoring' }, ports: [{ port: 3000, protocol: 'TCP' }] },
      { cluster: 'home', from: traefik, to: { namespace: 'auth' }, ports: [{ port: 9091, protocol: 'TCP' }] },
    ]);
  });
});

describe('Middlewares', () => {
  const specs = (special: Special): Record<string, unknown> =>
    Object.fromEntries(
      manifests(routeBundle(special), 'Middleware').map(({ metadata, spec }) => [metadata.name, spec] as const),
    );

  it('are what they are for', () => {
    expect(specs(EVERYTHING)).toEqual({
      'grafana-allow-from': { ipAllowList: { sourceRange: ['192.0.2.0/24'] } },
      'grafana-auth': { basicAuth: { secret: 'grafana-users', removeHeader: true } },
      'grafana-body-limit': { buffering: { maxRequestBodyBytes: 16 * 1024 * 1024 } },
    });
  });

  it('ask a service who may pass, and do not believe what a client says of itself', () => {
    const address = 'http://authelia.auth.svc:9091/verify';
    expect(specs({ auth: { forwardAuth: { address } } })).toEqual({
      'grafana-auth': { forwardAuth: { address, trustForwardHeader: false } },
    });
    const told = { address, trustForwardHeader: true, authResponseHeaders: ['Remote-User'] };
    expect(specs({ auth: { forwardAuth: told } })).toEqual({ 'grafana-auth': { forwardAuth: told } });
  });
});
