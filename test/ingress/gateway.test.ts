import { TraefikGateway, TraefikGatewayClass } from '../../constructs/ingress';
import { TRAEFIK } from '../../constructs/ingress/traefik/derived';
import { declareExternal } from '../../constructs/core/declare';
import { GATEWAY_KINDS } from '../../constructs/ingress/route/derived';
import { chartObjects, chartValues } from '../../constructs/model/chart';
import type { Bundle } from '../../constructs/model';
import { checkBundle } from '../../guardrails/engine/check';
import { chartApplication } from '../../guardrails/gitops/rows/applications';
import { RULES } from '../../guardrails/registry';
import { findings, manifest, render } from './fixture';
import { addRoute, manifests } from './route-fixture';

const CRD = 'apiextensions.k8s.io/CustomResourceDefinition';
const ISSUER = { issuer: { name: 'internal-ca', kind: 'ClusterIssuer' } } as const;

describe('a shared Gateway', () => {
  const bundle = render((chart, place) => {
    new TraefikGatewayClass(chart, 'class');
    for (const plural of GATEWAY_KINDS.keys()) {
      const name = `${plural}.gateway.networking.k8s.io`;
      declareExternal(chart, { kind: CRD, name, reason: 'installed with the cluster' });
    }
    const gateway = new TraefikGateway(chart, 'shared', {
      namespace: 'traefik',
      routesFrom: 'All',
      listeners: [
        { host: '*.example.internal', tls: ISSUER },
        { host: 'example.internal', tls: { secretName: 'apex' } },
      ],
    });
    addRoute(chart, place, { form: 'gateway', tls: { gateway: gateway.listenerOf('*.example.internal') } });
  });

  it('has a listener with a certificate for each host', () => {
    expect(manifest(bundle, 'Gateway')['spec']).toMatchObject({
      gatewayClassName: 'traefik',
      listeners: [
        {
          name: 'any.example.internal',
          hostname: '*.example.internal',
          tls: { certificateRefs: [{ name: 'shared-any.example.internal-tls' }] },
          allowedRoutes: { namespaces: { from: 'All' } },
        },
        { name: 'example.internal', tls: { certificateRefs: [{ name: 'apex' }] } },
      ],
    });
    expect(manifest(bundle, 'Certificate')).toMatchObject({
      metadata: { name: 'shared-any.example.internal-tls', namespace: 'traefik' },
      spec: { dnsNames: ['*.example.internal'] },
    });
  });

  it('is named by the routes that use it', () => {
    expect(manifest(bundle, 'HTTPRoute')['spec']).toMatchObject({
      parentRefs: [{ name: 'shared', namespace: 'traefik', sectionName: 'any.example.internal' }],
    });
  });

  it('takes routes of its own namespace, unless it is told otherwise', () => {
    const own = render((chart) => {
      new TraefikGateway(chart, 'own', { namespace: 'apps', listeners: [{ host: 'example.internal', tls: ISSUER }] });
    });
    expect(JSON.stringify(manifest(own, 'Gateway'))).toContain('"from":"Same"');
  });

  it('keeps every rule', () => {
    expect(findings(bundle)).toEqual([]);
  });

  it('has a class that is the one of Traefik', () => {
    expect(manifest(bundle, 'GatewayClass')).toMatchObject({
      metadata: { name: 'traefik' },
      spec: { controllerName: 'traefik.io/gateway-controller' },
    });
  });
});

describe('where the definitions of the Gateway API are missing', () => {
  const bundle = render((chart, place) => {
    addRoute(chart, place, { form: 'gateway' });
  });

  it('a route of that form is refused, and so is one without a class', () => {
    const told = checkBundle(bundle, RULES).findings.filter(({ where }) => where.startsWith('home/'));
    expect(told.map(({ rule, got }) => `${rule}: ${got}`)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('structure/crd: gateway.networking.k8s.io/HTTPRoute, which nothing defines'),
        expect.stringContaining('structure/reference: traefik'),
      ]),
    );
  });
});

describe('the chart of Traefik', () => {
  const objects = chartObjects(TRAEFIK, chartValues(TRAEFIK));

  it('sends port 80 to 443, below the routes that name web', () => {
    expect(TRAEFIK.fixed.ports.web.http.redirections.entryPoint).toEqual({
      to: 'websecure',
      scheme: 'https',
      permanent: true,
      priority: 1,
    });
    expect(TRAEFIK.fixed.ports.websecure.asDefault).toBe(true);
  });

  it('follows no name into another namespace, and reads the three forms', () => {
    expect(TRAEFIK.fixed.providers).toEqual({
      kubernetesCRD: { enabled: true, allowCrossNamespace: false },
      kubernetesIngress: { enabled: true, strictPrefixMatching: true },
      kubernetesGateway: { enabled: true },
    });
    const role = objects.find(({ kind }) => kind.endsWith('/ClusterRole'));
    for (const resource of ['ingresses', 'ingressroutes', 'httproutes']) {
      expect(JSON.stringify(role)).toContain(`"${resource}"`);
    }
  });

  it('keeps the address of clients, and makes nothing that needs the Gateway API', () => {
    const service = objects.find(({ kind }) => kind === 'Service');
    expect(service?.manifest?.['spec']).toMatchObject({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' });
    expect(objects.filter(({ kind }) => kind.startsWith('gateway.networking.k8s.io/'))).toEqual([]);
  });
});

describe('beside the chart of Traefik', () => {
  const whole = (form: 'ingress' | 'ingress-route'): Bundle => {
    const bundle = render((chart, place) => {
      addRoute(chart, place, { form, tls: { secretName: 'wildcard' }, bodyLimit: '16Mi' });
    });
    const [first] = bundle.objects;
    return { ...bundle, objects: [...bundle.objects, { ...first!, manifest: chartApplication(TRAEFIK) }] };
  };

  it.each(['ingress', 'ingress-route'] as const)('the kinds and the class of the form %s are there', (form) => {
    const told = checkBundle(whole(form), RULES).findings.filter(({ object }) => !object.startsWith('Application'));
    const missing = told.filter(({ rule }) => rule === 'structure/crd' || rule === 'ingress/ingress-class');
    expect(missing).toEqual([]);
    expect(manifests(whole(form), 'Middleware')).toHaveLength(1);
  });
});
