import type { Manifest } from '../../model';
import { VERSIONS } from '../../model/versions';
import { databaseLabels, type ClusterView } from '../cluster-view/derived';

/** Ports of an instance. */
export const INSTANCE_PORTS = { postgresql: 5432, status: 8000, metrics: 9187 } as const;

/** Image of the operator: it also starts every pod, in an init container. */
export const OPERATOR_IMAGE = `ghcr.io/cloudnative-pg/cloudnative-pg:${VERSIONS.systems['cloudnative-pg'].app}`;

/** Pod of an instance; `serial` counts from 1; a replacement takes the lowest that is free. */
export function instancePod(view: ClusterView, serial: number): Manifest {
  const name = instanceName(view, serial);
  const own = { ...databaseLabels(view), 'cnpg.io/instanceName': name, 'cnpg.io/podRole': 'instance' };
  const labels = { ...own, ...view.inheritedLabels };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: view.namespace, labels },
    spec: {
      ...podSpec(view, name),
      hostname: name,
      terminationGracePeriodSeconds: view.stopDelay,
      containers: [{ ...container(view, 'postgres'), ports: PORTS, ...PROBES }],
    },
  };
}

/**
 * Job that makes the volumes of an instance ready; it runs once and has neither `cnpg.io/podRole` nor
 * `cnpg.io/instanceRole`.
 */
export function instanceJob(view: ClusterView, serial: number, role: string): Manifest {
  const instance = instanceName(view, serial);
  const name = `${instance}-${role}`;
  const own = { ...databaseLabels(view), 'cnpg.io/instanceName': instance, 'cnpg.io/jobRole': role };
  const labels = { ...own, ...view.inheritedLabels };
  const spec = { ...podSpec(view, instance), hostname: name, restartPolicy: 'Never' };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: view.namespace, labels },
    spec: { template: { metadata: { labels }, spec: { ...spec, containers: [container(view, role)] } } },
  };
}

/** Name of an instance: of its pod, and of the volume that holds its data. */
export function instanceName({ name }: ClusterView, serial: number): string {
  return `${name}-${serial}`;
}

const PORTS = [
  { name: 'postgresql', containerPort: INSTANCE_PORTS.postgresql, protocol: 'TCP' },
  { name: 'metrics', containerPort: INSTANCE_PORTS.metrics, protocol: 'TCP' },
  { name: 'status', containerPort: INSTANCE_PORTS.status, protocol: 'TCP' },
] as const;

const PROBES = {
  startupProbe: probe('/startupz'),
  readinessProbe: probe('/readyz'),
  livenessProbe: probe('/healthz'),
} as const;

function probe(path: string): Readonly<Record<string, unknown>> {
  const httpGet = { path, port: INSTANCE_PORTS.status, scheme: 'HTTPS' };
  return { httpGet, periodSeconds: 10, timeoutSeconds: 5 };
}

/** Everything but the containers that do the work. */
function podSpec(view: ClusterView, instance: string): Readonly<Record<string, unknown>> {
  const { affinity, security, serviceAccountName = view.name, topologySpreadConstraints, walStorage } = view;
  return definedOnly({
    serviceAccountName,
    securityContext: security.pod,
    priorityClassName: view.priorityClassName,
    affinity: affinityOf(view),
    nodeSelector: affinity.nodeSelector,
    tolerations: affinity.tolerations,
    topologySpreadConstraints: topologySpreadConstraints.length === 0 ? undefined : topologySpreadConstraints,
    initContainers: [{ ...container(view, 'bootstrap-controller'), image: OPERATOR_IMAGE }],
    volumes: [
      { name: 'pgdata', persistentVolumeClaim: { claimName: instance } },
      { name: 'scratch-data', emptyDir: {} },
      { name: 'shm', emptyDir: { medium: 'Memory' } },
      ...(walStorage === undefined
        ? []
        : [{ name: 'pg-wal', persistentVolumeClaim: { claimName: `${instance}-wal` } }]),
    ],
  });
}

function container(view: ClusterView, name: string): Readonly<Record<string, unknown>> {
  return {
    name,
    image: view.imageName ?? `${VERSIONS.postgresql.image}:${VERSIONS.postgresql.operatorDefault}`,
    resources: view.resources,
    securityContext: view.security.container,
  };
}

/** The operator's own term keeps away from instances only: a Job may run beside another Job. */
function affinityOf({ name, affinity }: ClusterView): Readonly<Record<string, unknown>> | undefined {
  const own = ownTerm(name, affinity.topologyKey);
  const required = [...(affinity.type === 'required' ? [own] : []), ...affinity.moreRequired];
  const weighted = { weight: 100, podAffinityTerm: own };
  const preferred = [...(affinity.type === 'preferred' ? [weighted] : []), ...affinity.morePreferred];
  const podAntiAffinity = {
    ...(required.length > 0 && { requiredDuringSchedulingIgnoredDuringExecution: required }),
    ...(preferred.length > 0 && { preferredDuringSchedulingIgnoredDuringExecution: preferred }),
  };
  const all = definedOnly({
    nodeAffinity: affinity.nodeAffinity,
    podAffinity: affinity.podAffinity,
    podAntiAffinity: Object.keys(podAntiAffinity).length === 0 ? undefined : podAntiAffinity,
  });
  return Object.keys(all).length === 0 ? undefined : all;
}

function ownTerm(name: string, topologyKey: string): object {
  const matchExpressions = [
    { key: 'cnpg.io/cluster', operator: 'In', values: [name] },
    { key: 'cnpg.io/podRole', operator: 'In', values: ['instance'] },
  ];
  return { labelSelector: { matchExpressions }, topologyKey };
}

function definedOnly(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
