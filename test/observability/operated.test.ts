import type { Manifest } from '../../constructs/model';
import type { DerivedObject } from '../../constructs/model/derived-object';
import { recordOf } from '../../constructs/model/foreign';
import { chartValues } from '../../constructs/model/chart';
import { PROMETHEUS_STACK } from '../../constructs/observability/prometheus-stack/derived';
import { operatedObjects } from '../../constructs/observability/prometheus-operator/derived';
import { derivedObjects } from '../../guardrails/engine/derived-objects';
import { chartApplication } from '../../guardrails/gitops/rows/applications';
import { validateManifest } from '../../guardrails/schemas';

const custom = (kind: string, spec: object = {}): Manifest => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind,
  metadata: { name: 'main', namespace: 'monitoring' },
  spec,
});

const named = (objects: readonly DerivedObject[], kind: string) =>
  objects.filter((object) => object.kind === kind).map(({ name }) => name);

interface Pods {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>> & {
    readonly initContainers: readonly Container[];
    readonly containers: readonly Container[];
    readonly volumes: readonly { readonly name: string }[];
  };
}

interface Container {
  readonly name: string;
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources?: unknown;
}

function setOf(objects: readonly DerivedObject[], name?: string) {
  const found = objects.find((object) => object.kind === 'apps/StatefulSet' && (name ?? object.name) === object.name);
  return recordOf(found?.manifest?.['spec']) as {
    readonly replicas: number;
    readonly serviceName: string;
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: Pods;
    readonly volumeClaimTemplates?: readonly Manifest[];
  };
}

const portsOf = (containers: readonly Container[]) =>
  containers.map(({ name, ports = [] }) => [name, ...ports.map((port) => `${port.name} ${port.containerPort}`)]);

describe('of a Prometheus', () => {
  const objects = operatedObjects(custom('Prometheus'));
  const { template, selector, serviceName, replicas, volumeClaimTemplates } = setOf(objects);

  it('pods with the reloader before and beside them', () => {
    expect(portsOf(template.spec.initContainers)).toEqual([['init-config-reloader', 'reloader-init 8081']]);
    expect(portsOf(template.spec.containers)).toEqual([
      ['prometheus', 'web 9090'],
      ['config-reloader', 'reloader-web 8080'],
    ]);
    expect(replicas).toBe(1);
  });

  it('labels by the name of the custom resource', () => {
    expect(selector.matchLabels).toEqual({
      'app.kubernetes.io/managed-by': 'prometheus-operator',
      'app.kubernetes.io/name': 'prometheus',
      'app.kubernetes.io/instance': 'main',
      'operator.prometheus.io/name': 'main',
      'operator.prometheus.io/shard': '0',
      prometheus: 'main',
    });
    expect(template.metadata.labels).toEqual(selector.matchLabels);
  });

  it('a Service, Secrets and rules', () => {
    expect(serviceName).toBe('prometheus-operated');
    expect(named(objects, 'Service')).toEqual(['prometheus-operated']);
    expect(named(objects, 'ConfigMap')).toEqual(['prometheus-main-rulefiles-0']);
    expect(named(objects, 'Secret')).toEqual([
      'prometheus-main',
      'prometheus-main-web-config',
      'prometheus-main-tls-assets-0',
    ]);
  });

  it('no claim without storage: the data ends with the pod', () => {
    expect(volumeClaimTemplates).toBeUndefined();
    expect(template.spec.volumes).toContainEqual({ name: 'prometheus-main-db', emptyDir: {} });
  });

  it('the reloader has what the operator gives it by itself', () => {
    const amounts = { cpu: '10m', memory: '50Mi' };
    const [init] = template.spec.initContainers;
    expect(init?.resources).toEqual({ requests: amounts, limits: amounts });
  });

  it('claims, of each replica', () => {
    const storage = { volumeClaimTemplate: { spec: { storageClassName: 'longhorn' } } };
    const all = derivedObjects(custom('Prometheus', { replicas: 2, storage }));
    expect(named(all, 'PersistentVolumeClaim')).toEqual([
      'prometheus-main-db-prometheus-main-0',
      'prometheus-main-db-prometheus-main-1',
    ]);
    expect(setOf(all).volumeClaimTemplates).toEqual([
      {
        metadata: { name: 'prometheus-main-db' },
        spec: { storageClassName: 'longhorn', accessModes: ['ReadWriteOnce'] },
      },
    ]);
    expect(setOf(all).template.spec.volumes.map(({ name }) => name)).not.toContain('prometheus-main-db');
  });

  it('volumes of the pod in the place of claims', () => {
    const of = (storage: object) => setOf(operatedObjects(custom('Prometheus', { storage })));
    expect(of({ emptyDir: { medium: 'Memory' } }).template.spec.volumes).toContainEqual({
      name: 'prometheus-main-db',
      emptyDir: { medium: 'Memory' },
    });
    expect(of({ ephemeral: { volumeClaimTemplate: {} } }).volumeClaimTemplates).toBeUndefined();
  });

  it('a set for each shard', () => {
    expect(named(operatedObjects(custom('Prometheus', { shards: 3 })), 'apps/StatefulSet')).toEqual([
      'prometheus-main',
      'prometheus-main-shard-1',
      'prometheus-main-shard-2',
    ]);
    expect(named(operatedObjects(custom('Prometheus', { shards: 1e9 })), 'apps/StatefulSet')).toHaveLength(100);
  });

  it('a sidecar of Thanos, with its port of the Service', () => {
    const all = operatedObjects(custom('Prometheus', { thanos: { resources: { limits: { memory: '1Gi' } } } }));
    expect(setOf(all).template.spec.containers[2]).toMatchObject({
      name: 'thanos-sidecar',
      resources: { limits: { memory: '1Gi' } },
    });
    expect(all.find(({ kind }) => kind === 'Service')?.ports).toEqual([
      { name: 'web', port: 9090 },
      { name: 'grpc', port: 10901 },
    ]);
  });

  it('nothing to connect to while it listens to its own pod alone', () => {
    const of = (spec: object) => setOf(operatedObjects(custom('Prometheus', { listenLocal: true, ...spec })));
    expect(portsOf(of({}).template.spec.containers)).toEqual([['prometheus'], ['config-reloader']]);
    expect(portsOf(of({ reloadStrategy: 'ProcessSignal' }).template.spec.containers)).toEqual([
      ['prometheus'],
      ['config-reloader', 'reloader-web 8080'],
    ]);
  });

  it('what the custom resource says of pods, of containers and of the Service', () => {
    const all = operatedObjects(
      custom('Prometheus', {
        version: 'v3.14.0',
        portName: 'http-web',
        serviceName: 'own',
        serviceAccountName: 'prometheus',
        securityContext: { runAsNonRoot: true },
        podMetadata: { labels: { team: 'a', prometheus: 'no' } },
        containers: [{ name: 'config-reloader', resources: { limits: { cpu: '1' } } }, { name: 'proxy' }],
        resources: { limits: { memory: '2Gi' } },
        volumes: [{ name: 'extra', emptyDir: {} }],
      }),
    );
    const { template: pods, serviceName: service } = setOf(all);
    expect(service).toBe('own');
    expect(named(all, 'Service')).toEqual([]);
    expect(pods.metadata.labels).toMatchObject({
      team: 'a',
      prometheus: 'main',
      'app.kubernetes.io/version': '3.14.0',
    });
    expect(pods.spec).toMatchObject({ serviceAccountName: 'prometheus', securityContext: { runAsNonRoot: true } });
    expect(pods.spec.containers).toMatchObject([
      { name: 'prometheus', ports: [{ name: 'http-web' }], resources: { limits: { memory: '2Gi' } } },
      { name: 'config-reloader', ports: [{ name: 'reloader-web' }], resources: { limits: { cpu: '1' } } },
      { name: 'proxy' },
    ]);
    expect(pods.spec.volumes).toContainEqual({ name: 'extra', emptyDir: {} });
  });

  it('nothing while it is paused, and nothing of other kinds', () => {
    expect(operatedObjects(custom('Prometheus', { paused: true }))).toEqual([]);
    expect(operatedObjects(custom('PrometheusRule'))).toEqual([]);
    expect(operatedObjects({ ...custom('Prometheus'), apiVersion: 'example.org/v1' })).toEqual([]);
  });
});

describe('of an Alertmanager', () => {
  const objects = operatedObjects(custom('Alertmanager'));
  const { template, selector } = setOf(objects);

  it('pods that talk to each other', () => {
    expect(portsOf(template.spec.containers)).toEqual([
      ['alertmanager', 'web 9093', 'mesh-tcp 9094', 'mesh-udp 9094'],
      ['config-reloader', 'reloader-web 8080'],
    ]);
    expect(selector.matchLabels).toMatchObject({ 'app.kubernetes.io/name': 'alertmanager', alertmanager: 'main' });
  });

  it('asks for memory where nobody does', () => {
    const of = (spec: object) => setOf(operatedObjects(custom('Alertmanager', spec))).template.spec.containers[0];
    expect(of({})?.resources).toEqual({ requests: { memory: '200Mi' } });
    expect(of({ resources: { requests: { memory: '64Mi' } } })?.resources).toEqual({ requests: { memory: '64Mi' } });
  });

  it('a Service and Secrets, and none to run where it has no replicas', () => {
    expect(objects.find(({ kind }) => kind === 'Service')?.ports).toEqual([
      { name: 'web', port: 9093 },
      { name: 'tcp-mesh', port: 9094 },
      { name: 'udp-mesh', port: 9094 },
    ]);
    expect(named(objects, 'Secret')).toEqual([
      'alertmanager-main-generated',
      'alertmanager-main-web-config',
      'alertmanager-main-cluster-tls-config',
      'alertmanager-main-tls-assets-0',
    ]);
    expect(setOf(operatedObjects(custom('Alertmanager', { replicas: -1 }))).replicas).toBe(0);
    expect(setOf(operatedObjects(custom('Prometheus', { replicas: -1 }))).replicas).toBe(1);
  });
});

describe('of the stack, as the project installs it', () => {
  const application = chartApplication(PROMETHEUS_STACK);
  const objects = derivedObjects(application);
  const sets = objects.filter(({ kind }) => kind === 'apps/StatefulSet');
  const values = chartValues(PROMETHEUS_STACK, {
    inputs: { prometheusStorageClass: 'longhorn', prometheusStorage: '50Gi' },
  });

  it('each object once, with the resources that the values give every container', () => {
    expect(sets.map(({ name }) => name)).toEqual([
      'alertmanager-kube-prometheus-stack-alertmanager',
      'prometheus-kube-prometheus-stack-prometheus',
    ]);
    const containers = sets.flatMap(({ name }) => {
      const { spec } = setOf(objects, name).template;
      return [...spec.initContainers, ...spec.containers];
    });
    expect(containers).toHaveLength(6);
    const reloader = { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '100m', memory: '64Mi' } };
    for (const { name, resources } of containers) {
      expect(resources).toMatchObject(name.endsWith('config-reloader') ? reloader : { limits: {} });
    }
  });

  it('objects that an API server accepts', () => {
    const made = PROMETHEUS_STACK.runtime(values).flatMap(({ manifest }) => manifest ?? []);
    expect(made.length).toBeGreaterThan(4);
    for (const manifest of made) {
      expect(validateManifest(manifest).faults).toEqual([]);
    }
  });

  it('the claims with the class and the size of the site', () => {
    const sizes = PROMETHEUS_STACK.runtime(values).flatMap(({ manifest }) => manifest ?? []);
    expect(sizes.flatMap(({ spec }) => recordOf(spec)['volumeClaimTemplates'] ?? [])).toContainEqual({
      metadata: { name: 'prometheus-kube-prometheus-stack-prometheus-db' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'longhorn',
        resources: { requests: { storage: '50Gi' } },
      },
    });
    expect(named(objects, 'PersistentVolumeClaim')).toEqual(
      expect.arrayContaining([
        'prometheus-kube-prometheus-stack-prometheus-db-prometheus-kube-prometheus-stack-prometheus-0',
      ]),
    );
  });

  it('the Service of the kubelets', () => {
    expect(objects).toContainEqual(
      expect.objectContaining({
        kind: 'Service',
        namespace: 'kube-system',
        name: 'kube-prometheus-stack-kubelet',
        ports: [
          { name: 'https-metrics', port: 10250 },
          { name: 'http-metrics', port: 10255 },
          { name: 'cadvisor', port: 4194 },
        ],
      }),
    );
  });
});
