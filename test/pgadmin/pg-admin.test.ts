import { ApiObject, Chart, JsonPatch, Testing, type App } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { PgAdmin, type PgAdminProps } from '../../constructs/pgadmin';
import { resolve, type Manifest } from '../../constructs/model';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import { renderBundle } from '../../synth/render/bundle';
import { renderApp } from '../../synth/render/kube';
import { find } from '../../testing';

const cluster = resolve(EXAMPLE_SITE).cluster('home');

const PROPS: PgAdminProps = {
  cluster,
  namespace: 'pgadmin',
  host: 'pgadmin.example.internal',
  tls: { issuer: { kind: 'ClusterIssuer', name: 'internal' } },
  auth: { basicAuth: { secretName: 'pgadmin-auth' } },
  login: { email: 'admin@example.internal', secretName: 'pgadmin-login' },
  servers: [
    {
      name: 'databases/pg-main',
      host: 'pg-main-rw.databases.svc',
      database: 'app',
      username: 'app',
      authority: { secretName: 'pgadmin-tls' },
    },
  ],
};

function bundleOf(props: Partial<PgAdminProps> = {}) {
  const build = (root: App): void => {
    new PgAdmin(new Chart(root, 'pgadmin'), 'pgadmin', { ...PROPS, ...props });
  };
  return renderBundle({ site: EXAMPLE_SITE, charts: () => [{ app: 'pgadmin', build }], stacks: () => [] });
}

const manifestsOf = (props: Partial<PgAdminProps> = {}): readonly Manifest[] =>
  bundleOf(props).objects.map(({ manifest }) => manifest);

interface PodSpec {
  readonly automountServiceAccountToken: boolean;
  readonly serviceAccountName: string;
  readonly containers: readonly {
    readonly env: readonly { readonly name: string; readonly value?: string }[];
    readonly resources: unknown;
    readonly securityContext: unknown;
    readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  }[];
  readonly volumes: readonly Readonly<Record<string, unknown>>[];
}

function podOf(manifests: readonly Manifest[]): PodSpec {
  const { spec } = find(manifests, { kind: 'apps/Deployment', name: 'pgadmin' });
  return (spec as { readonly template: { readonly spec: PodSpec } }).template.spec;
}

describe('PgAdmin', () => {
  const manifests = manifestsOf();
  const pod = podOf(manifests);
  const [container] = pod.containers;
  const env = new Map(container!.env.map(({ name, value }) => [name, value]));

  it('has no password but that of the Secret, and reads it from a file', () => {
    expect(env.get('PGADMIN_DEFAULT_PASSWORD_FILE')).toBe('/run/login/password');
    expect(env.has('PGADMIN_DEFAULT_PASSWORD')).toBe(false);
    expect(pod.volumes.find(({ name }) => name === 'login')).toEqual({
      name: 'login',
      secret: { secretName: 'pgadmin-login', items: [{ key: 'password', path: 'password' }] },
    });
  });

  it('is Guaranteed, restricted, and without a token of the API server', () => {
    const amounts = { cpu: '500m', memory: '512Mi' };
    expect(container!.resources).toEqual({ requests: amounts, limits: amounts });
    expect(container!.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.serviceAccountName).toBe('pgadmin');
  });

  it('bounds what is written', () => {
    expect(pod.volumes.flatMap(({ emptyDir }) => emptyDir ?? [])).toEqual([
      { sizeLimit: '1Gi' },
      { sizeLimit: '256Mi' },
    ]);
  });

  it('mounts the certificate of the authority of each server, and no other key', () => {
    expect(pod.volumes.find(({ name }) => name === 'authorities')).toEqual({
      name: 'authorities',
      projected: { sources: [{ secret: { name: 'pgadmin-tls', items: [{ key: 'ca.crt', path: '1/ca.crt' }] } }] },
    });
    expect(container!.volumeMounts).toContainEqual({
      name: 'authorities',
      mountPath: '/run/authorities',
      readOnly: true,
    });
  });

  it('shows servers that are checked by name, under the path that its file manager knows', () => {
    const { data } = find(manifests, { kind: 'ConfigMap', name: 'pgadmin-servers' });
    const { Servers: servers } = JSON.parse((data as { 'servers.json': string })['servers.json']) as {
      Servers: Record<string, unknown>;
    };
    expect(servers['1']).toEqual({
      Name: 'databases/pg-main',
      Group: 'Servers',
      Host: 'pg-main-rw.databases.svc',
      Port: 5432,
      MaintenanceDB: 'app',
      Username: 'app',
      ConnectionParameters: { sslmode: 'verify-full', sslrootcert: 'authorities:/1/ca.crt' },
    });
    expect(env.get('PGADMIN_CONFIG_SHARED_STORAGE')).toContain("'path': '/run/authorities'");
  });

  it('asks for a login before its own, and takes imports up to the limit', () => {
    const { spec } = find(manifests, { kind: 'traefik.io/IngressRoute', name: 'pgadmin' });
    expect(spec).toMatchObject({
      routes: [{ middlewares: [{ name: 'pgadmin-auth' }, { name: 'pgadmin-body-limit' }] }],
      tls: { secretName: 'pgadmin-tls' },
    });
    expect(find(manifests, { kind: 'traefik.io/Middleware', name: 'pgadmin-auth' })['spec']).toMatchObject({
      basicAuth: { secret: 'pgadmin-auth' },
    });
    const limited = manifestsOf({ importLimit: '1Gi' });
    expect(find(limited, { kind: 'traefik.io/Middleware', name: 'pgadmin-body-limit' })['spec']).toEqual({
      buffering: { maxRequestBodyBytes: 2 ** 30 },
    });
  });

  it('is found by its Service', () => {
    const labels = find(manifests, { kind: 'apps/Deployment' })['spec'] as {
      readonly template: { readonly metadata: { readonly labels: Readonly<Record<string, string>> } };
    };
    const { selector } = find(manifests, { kind: 'Service', name: 'pgadmin' })['spec'] as {
      readonly selector: Readonly<Record<string, string>>;
    };
    expect(labels.template.metadata.labels).toMatchObject(selector);
  });

  it('without servers mounts no authorities', () => {
    const { volumes } = podOf(manifestsOf({ servers: [] }));
    expect(volumes.map(({ name }) => name)).toEqual(['data', 'tmp', 'servers', 'login']);
  });

  it('declares the ways that it needs', () => {
    expect(bundleOf().flows.map(({ value: { to, ports } }) => [to, ports.map(({ port }) => port)])).toEqual(
      expect.arrayContaining([
        [expect.objectContaining({ namespace: 'kube-system' }), [53, 53]],
        [expect.objectContaining({ namespace: 'pgadmin' }), [8080]],
      ]),
    );
  });
});

describe('a Deployment of cdk8s-plus', () => {
  const GPU = '/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu';

  function withGpu(): { readonly app: App; readonly object: ApiObject } {
    const app = Testing.app();
    const deployment = new kplus.Deployment(new Chart(app, 'gpu'), 'model', { containers: [{ image: 'model:1' }] });
    const object = ApiObject.of(deployment);
    object.addJsonPatch(
      JsonPatch.add(GPU, 1),
      JsonPatch.add('/spec/template/spec/containers/0/resizePolicy', [
        { resourceName: 'cpu', restartPolicy: 'NotRequired' },
      ]),
    );
    return { app, object };
  }

  const containerOf = (manifest: unknown): Readonly<Record<string, unknown>> =>
    (manifest as { spec: { template: { spec: { containers: Readonly<Record<string, unknown>>[] } } } }).spec.template
      .spec.containers[0]!;

  it('keeps every field of a patch, also one that its class does not know', () => {
    const { app } = withGpu();
    const [leaf] = renderApp(app, 'home').leaves;
    expect(containerOf(leaf!.manifest)).toMatchObject({
      resources: {
        limits: { cpu: '1500m', memory: '2048Mi', 'nvidia.com/gpu': 1 },
        requests: { cpu: '1000m', memory: '512Mi' },
      },
      resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }],
    });
  });

  it('loses them in cdk8s itself', () => {
    const { object } = withGpu();
    const { resources } = containerOf(object.toJson());
    expect(resources).toMatchObject({ limits: { 'nvidia.com/gpu': undefined } });
  });

  it('is the same each time that it is rendered', () => {
    const { app } = withGpu();
    expect(renderApp(app, 'home').leaves).toEqual(renderApp(app, 'home').leaves);
    const other = Testing.app();
    new PgAdmin(new Chart(other, 'pgadmin'), 'pgadmin', PROPS);
    expect(renderApp(other, 'home').leaves).toEqual(renderApp(other, 'home').leaves);
  });
});
