import { checkBundle } from '../../guardrails/engine/check';
import { derivedObjects } from '../../guardrails/engine/derived-objects';
import { isBuiltIn } from '../../guardrails/engine/built-in';
import { referencesOf } from '../../guardrails/engine/references/references';
import { bundleOfRow } from '../../guardrails/engine/rows';
import { MOST_SEARCHES } from '../../guardrails/engine/suggestions';
import reference from '../../guardrails/structure/reference';
import crd from '../../guardrails/structure/crd';
import volumeMount from '../../guardrails/structure/volume-mount';
import type { Rule } from '../../guardrails/rule';
import type { Manifest } from '../../constructs/model';

function object(apiVersion: string, kind: string, spec: unknown, more: object = {}): Manifest {
  return { apiVersion, kind, metadata: { name: 'a', namespace: 'apps', ...more }, spec };
}

/** Everything an object names, as `path -> Kind namespace/name key :port`. */
function named(manifest: Manifest): readonly string[] {
  return referencesOf(manifest).map(({ at, kind, namespace, name, key, port, anyNamespace }) =>
    [
      `${at} -> ${kind} ${anyNamespace ? '*/' : namespace === undefined ? '' : `${namespace}/`}${name}`,
      ...(key === undefined ? [] : [key]),
      ...(port === undefined ? [] : [`:${port.value}`]),
    ].join(' '),
  );
}

describe('what an object names', () => {
  it('webhooks: a Service beside its namespace, on 443 unless told otherwise', () => {
    const webhooks = [
      { clientConfig: { service: { name: 'hook', namespace: 'kyverno' } } },
      { clientConfig: { service: { name: 'hook', namespace: 'kyverno', port: 8443 } } },
      { clientConfig: { url: 'https://example.org' } },
    ];
    const config = {
      ...object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', undefined),
      webhooks,
    };
    expect(named(config)).toEqual([
      'webhooks[0].clientConfig.service.name -> Service kyverno/hook :443',
      'webhooks[1].clientConfig.service.name -> Service kyverno/hook :8443',
    ]);
  });

  it('routes of Traefik: Services, middlewares and options of any namespace, but not of other providers', () => {
    const services = [
      { name: 'web', port: 'http' },
      { name: 'api@internal', kind: 'TraefikService' },
    ];
    const middlewares = [{ name: 'auth', namespace: 'traefik' }, { name: 'x@file' }];
    const spec = { routes: [{ services, middlewares }], tls: { secretName: 'web-tls' } };
    expect(named(object('traefik.io/v1alpha1', 'IngressRoute', spec))).toEqual([
      'spec.routes[0].services[0].name -> Service apps/web :http',
      'spec.routes[0].middlewares[0].name -> traefik.io/Middleware traefik/auth',
      'spec.tls.secretName -> Secret apps/web-tls',
    ]);
  });

  it('issuers: a Secret of the own namespace, or of whichever the controller was given', () => {
    const solver = { dns01: { cloudflare: { apiTokenSecretRef: { name: 'cloudflare', key: 'token' } } } };
    const spec = { acme: { privateKeySecretRef: { name: 'made-by-cert-manager' }, solvers: [solver] } };
    const at = 'spec.acme.solvers[0].dns01.cloudflare.apiTokenSecretRef.name';
    expect(named(object('cert-manager.io/v1', 'Issuer', spec))).toEqual([`${at} -> Secret apps/cloudflare token`]);
    expect(named(object('cert-manager.io/v1', 'ClusterIssuer', spec, { namespace: undefined }))).toEqual([
      `${at} -> Secret */cloudflare token`,
    ]);
  });

  it('Certificates: a ClusterIssuer, an Issuer by default, another group not at all', () => {
    const certificate = (issuerRef: unknown): Manifest => object('cert-manager.io/v1', 'Certificate', { issuerRef });
    expect(named(certificate({ name: 'le', kind: 'ClusterIssuer' }))).toEqual([
      'spec.issuerRef.name -> cert-manager.io/ClusterIssuer le',
    ]);
    expect(named(certificate({ name: 'le' }))).toEqual(['spec.issuerRef.name -> cert-manager.io/Issuer apps/le']);
    expect(named(certificate({ name: 'le', group: 'awspca.cert-manager.io' }))).toEqual([]);
  });

  it('EndpointSlices name their Service, Ingresses their issuer', () => {
    const slice = object('discovery.k8s.io/v1', 'EndpointSlice', undefined, {
      labels: { 'kubernetes.io/service-name': 'pbs' },
    });
    expect(named(slice)).toEqual(['metadata.labels["kubernetes.io/service-name"] -> Service apps/pbs']);
    const annotations = { 'cert-manager.io/cluster-issuer': 'le' };
    expect(named(object('networking.k8s.io/v1', 'Ingress', {}, { annotations }))).toEqual([
      'metadata.annotations["cert-manager.io/cluster-issuer"] -> cert-manager.io/ClusterIssuer le',
    ]);
  });

  it('optional references, and wrong shapes, name nothing', () => {
    const envFrom = [{ secretRef: { name: 'x', optional: true } }, { secretRef: 'x' }, null, 7];
    expect(named(object('v1', 'Pod', { containers: [{ envFrom }, 'x'], volumes: 'x' }))).toEqual([]);
  });
});

describe('what controllers make', () => {
  const made = (manifest: Manifest): readonly string[] =>
    derivedObjects(manifest).map(({ kind, namespace = '', name }) => `${kind} ${namespace}/${name}`);

  it('claims for every replica of a StatefulSet, however many a slip asks for', () => {
    const spec = (replicas: number): unknown => ({ replicas, volumeClaimTemplates: [{ metadata: { name: 'data' } }] });
    expect(made(object('apps/v1', 'StatefulSet', spec(2)))).toEqual([
      'PersistentVolumeClaim apps/data-a-0',
      'PersistentVolumeClaim apps/data-a-1',
    ]);
    expect(made(object('apps/v1', 'StatefulSet', spec(1e12)))).toHaveLength(1000);
  });

  it.each<[string, Manifest, string]>([
    ['a SealedSecret', object('bitnami.com/v1alpha1', 'SealedSecret', { encryptedData: {} }), 'Secret apps/a'],
    ['a Certificate', object('cert-manager.io/v1', 'Certificate', { secretName: 'tls' }), 'Secret apps/tls'],
    [
      'an ExternalSecret',
      object('external-secrets.io/v1', 'ExternalSecret', { target: { name: 'x' } }),
      'Secret apps/x',
    ],
    [
      'an Ingress with an issuer',
      object(
        'networking.k8s.io/v1',
        'Ingress',
        { tls: [{ secretName: 'tls' }] },
        { annotations: { 'cert-manager.io/issuer': 'le' } },
      ),
      'Secret apps/tls',
    ],
    [
      'a PersistentVolume',
      object('v1', 'PersistentVolume', { storageClassName: 'nfs' }, { namespace: undefined }),
      'storage.k8s.io/StorageClass /nfs',
    ],
  ])('of %s', (_title, manifest, expected) => {
    expect(made(manifest)).toEqual([expected]);
  });

  it('a database has its Secrets and Services', () => {
    const cluster = object('postgresql.cnpg.io/v1', 'Cluster', { instances: 3, storage: { size: '1Gi' } });
    expect(made(cluster)).toEqual(
      expect.arrayContaining(['Secret apps/a-app', 'Secret apps/a-ca', 'Service apps/a-rw']),
    );
  });
});

describe('what every cluster has', () => {
  it.each([
    ['Namespace', 'kube-system', undefined, true],
    ['Namespace', 'kube-systems', undefined, false],
    ['ServiceAccount', 'default', 'apps', true],
    ['ConfigMap', 'kube-root-ca.crt', 'apps', true],
    ['ConfigMap', 'coredns', 'apps', false],
    ['Service', 'kubernetes', 'default', true],
    ['rbac.authorization.k8s.io/ClusterRole', 'system:auth-delegator', undefined, true],
    ['rbac.authorization.k8s.io/ClusterRole', 'admins', undefined, false],
    ['scheduling.k8s.io/PriorityClass', 'system-node-critical', undefined, true],
    ['ServiceAccount', 'daemon-set-controller', 'kube-system', true],
    ['ServiceAccount', 'sealed-secrets-controller', 'kube-system', false],
  ])('%s %s in %s: %s', (kind, name, namespace, expected) => {
    expect(isBuiltIn(kind, name, namespace)).toBe(expected);
  });
});

describe('an incomplete bundle', () => {
  it('is not judged for what may be in the missing part, and the report says so', () => {
    const widget = object('example.org/v1', 'Widget', {});
    const rules = new Map([
      ['structure/crd', crd],
      ['structure/reference', reference],
    ]);
    const bundle = bundleOfRow({ name: 'row', objects: [widget] });
    expect(checkBundle(bundle, rules).findings).toHaveLength(2);
    const { findings, notModelled } = checkBundle({ ...bundle, incomplete: ['home/apps'] }, rules);
    expect(findings).toEqual([]);
    expect(notModelled).toContainEqual({
      what: 'references between objects',
      reason: 'not judged while home/apps ended with an error',
      count: 1,
    });
  });
});

describe('names that were likely meant', () => {
  const count = 2_000;
  const maps = Array.from({ length: count }, (_, number) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `settings-of-application-${number}`, namespace: 'apps' },
    data: {},
  }));
  const ofPod = (spec: object): Manifest => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', namespace: 'apps' },
    spec,
  });
  const suggested = (id: string, rule: Rule, objects: readonly Manifest[]) =>
    checkBundle(bundleOfRow({ name: 'row', objects }), new Map([[id, rule]])).findings;

  it('are sought for the first misses of a run only: thousands of misses with thousands of names end in seconds', () => {
    const volumes = maps.map((_, number) => ({
      name: `v-${number}`,
      configMap: { name: `settings-for-application-${number}` },
    }));
    const started = process.cpuUsage();
    const findings = suggested('structure/reference', reference, [...maps, ofPod({ volumes, containers: [] })]);
    expect(process.cpuUsage(started).user / 1e3).toBeLessThan(3_000);
    expect(findings.filter(({ got }) => got.startsWith('settings-for'))).toHaveLength(count);
    expect(findings.filter(({ fix }) => fix.includes('if that is what was meant'))).toHaveLength(MOST_SEARCHES);
  });

  it('are not sought for a mount that has its volume, and a long list of volumes is cut', () => {
    const volumes = maps.map((_, number) => ({ name: `volume-${number}`, emptyDir: {} }));
    const volumeMounts = [...volumes, { name: 'volume-x' }].map(({ name }) => ({ name, mountPath: `/${name}` }));
    const containers = [{ name: 'a', image: 'example.org/a:1.0.0', volumeMounts }];
    const started = process.cpuUsage();
    const [finding, ...more] = suggested('structure/volume-mount', volumeMount, [ofPod({ volumes, containers })]);
    expect(process.cpuUsage(started).user / 1e3).toBeLessThan(1_500);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ got: 'volume-x', fix: 'write volume-0' });
    expect(finding!.expected).toMatch(/: volume-0, .*, volume-19, …$/);
  });
});
