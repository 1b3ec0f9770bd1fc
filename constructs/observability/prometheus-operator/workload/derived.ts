import type { Manifest } from '../../../model';
import type { DerivedObject } from '../../../model/derived-object';
import { isRecord, listOf, recordOf, textOf } from '../../../model/foreign';

type Fields = Readonly<Record<string, unknown>>;

/** Requests and limits of a container. */
export type Resources = Fields;

/**
 * Resources of the reloaders of configuration, where the operator was not told any.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/cmd/operator/main.go
 */
export const RELOADER_RESOURCES: Resources = {
  requests: { cpu: '10m', memory: '50Mi' },
  limits: { cpu: '10m', memory: '50Mi' },
};

const CONTAINED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
} as const;

/** A container as the operator makes all of its own. */
export function container(name: string, ports: readonly Fields[], resources: unknown): Fields {
  return {
    name,
    ...(ports.length === 0 ? {} : { ports }),
    ...(isRecord(resources) ? { resources } : {}),
    securityContext: CONTAINED,
  };
}

/** A port of a container. */
export function tcp(name: string, containerPort: number): Fields {
  return { name, containerPort, protocol: 'TCP' };
}

/** The reloader before the others, and the one beside them. */
export function reloaders(resources: Resources, local: boolean): { readonly init: Fields; readonly beside: Fields } {
  return {
    init: container('init-config-reloader', [tcp('reloader-init', 8081)], resources),
    beside: container('config-reloader', local ? [] : [tcp('reloader-web', 8080)], resources),
  };
}

/** Fields of a custom resource that become fields of its pods as they are. */
const PASSED_ON = [
  'serviceAccountName',
  'securityContext',
  'priorityClassName',
  'nodeSelector',
  'tolerations',
  'affinity',
  'hostNetwork',
  'automountServiceAccountToken',
] as const;

/** What a StatefulSet of the operator is made of. */
export interface Workload {
  readonly owner: Manifest;
  readonly name: string;
  readonly replicas: number;
  readonly serviceName: string;
  /** Labels that select the pods. */
  readonly selector: Readonly<Record<string, string>>;
  readonly initContainers: readonly Fields[];
  readonly containers: readonly Fields[];
  /** Secrets that the pods mount, by the name of the volume. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Name of the volume with the data, where the custom resource gives it none. */
  readonly data: string;
  readonly source: string;
}

/** A StatefulSet of the operator, with the claims that it makes. */
export function statefulSet(workload: Workload): DerivedObject {
  const { owner, name, replicas, serviceName, selector, source } = workload;
  const spec = recordOf(owner['spec']);
  const { namespace } = owner.metadata;
  const podLabels = recordOf(recordOf(spec['podMetadata'])['labels']);
  const claims = claimTemplates(spec['storage'], workload.data);
  const labels = { ...versionLabel(spec), ...podLabels, ...selector };
  return {
    kind: 'apps/StatefulSet',
    namespace,
    name,
    source,
    manifest: {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: {
        name,
        ...(namespace === undefined ? {} : { namespace }),
        labels: { ...owner.metadata.labels, ...selector },
      },
      spec: {
        replicas,
        serviceName,
        selector: { matchLabels: selector },
        template: { metadata: { labels }, spec: podSpec(workload, claims.length > 0) },
        ...(claims.length === 0 ? {} : { volumeClaimTemplates: claims }),
      },
    },
  };
}

function podSpec({ owner, initContainers, containers, secrets, data }: Workload, hasClaim: boolean): Fields {
  const spec = recordOf(owner['spec']);
  const passed = PASSED_ON.flatMap((field) => (spec[field] === undefined ? [] : [[field, spec[field]] as const]));
  const mounted = Object.entries(secrets).map(([name, secretName]) => ({ name, secret: { secretName } }));
  const own = hasClaim ? [] : [dataVolume(spec['storage'], data)];
  return {
    ...Object.fromEntries(passed),
    initContainers: merged(initContainers, spec['initContainers']),
    containers: merged(containers, spec['containers']),
    volumes: [...mounted, { name: 'config-out', emptyDir: { medium: 'Memory' } }, ...own, ...listOf(spec['volumes'])],
  };
}

/** A container of the custom resource changes the operator's own of that name; the others come after. */
function merged(own: readonly Fields[], given: unknown): readonly Fields[] {
  const others = listOf(given).map(recordOf);
  const changed = own.map((one) => ({ ...one, ...others.find(({ name }) => name === one['name']) }));
  return [...changed, ...others.filter(({ name }) => own.every((one) => one['name'] !== name))];
}

function versionLabel(spec: Fields): Readonly<Record<string, string>> {
  const version = textOf(spec['version']);
  return version === undefined ? {} : { 'app.kubernetes.io/version': version.replace(/^v/, '') };
}

/** Without storage, or with another form of it, the data is in a volume of the pod. */
function dataVolume(storage: unknown, name: string): Fields {
  const { ephemeral, emptyDir } = recordOf(storage);
  return isRecord(ephemeral) ? { name, ephemeral } : { name, emptyDir: recordOf(emptyDir) };
}

/** The operator prefers the volumes of a pod where both are given. */
function claimTemplates(storage: unknown, name: string): readonly Fields[] {
  const { volumeClaimTemplate, ephemeral, emptyDir } = recordOf(storage);
  if (!isRecord(storage) || isRecord(ephemeral) || isRecord(emptyDir)) {
    return [];
  }
  const { metadata, spec } = recordOf(volumeClaimTemplate);
  const given = recordOf(spec);
  const claim = { ...given, accessModes: given['accessModes'] ?? ['ReadWriteOnce'] };
  return [{ metadata: { name, ...recordOf(metadata) }, spec: claim }];
}

/** Number of replicas; `negative` is what the operator makes of less than none. */
export function replicasOf(spec: Fields, negative: number): number {
  const { replicas } = spec;
  return typeof replicas !== 'number' ? 1 : replicas < 0 ? negative : replicas;
}

/** A port of a Service. */
export interface GoverningPort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: string;
  readonly protocol: 'TCP' | 'UDP';
}

/** The Service that gives pods their names; it selects those of every custom resource of its kind. */
export function governingService(
  owner: Manifest,
  name: string,
  app: string,
  ports: readonly GoverningPort[],
): DerivedObject {
  const { namespace } = owner.metadata;
  return {
    kind: 'Service',
    namespace,
    name,
    ports: ports.map(({ name: portName, port }) => ({ name: portName, port })),
    manifest: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        ...(namespace === undefined ? {} : { namespace }),
        labels: { [`operated-${app}`]: 'true' },
      },
      spec: { clusterIP: 'None', selector: { 'app.kubernetes.io/name': app }, ports },
    },
    source: app === 'prometheus' ? 'pkg/prometheus/common.go' : 'pkg/alertmanager/statefulset.go',
  };
}

/** A Secret that the operator fills. */
export function secret(
  namespace: string | undefined,
  name: string,
  keys: readonly string[],
  source: string,
): DerivedObject {
  return { kind: 'Secret', namespace, name, keys, source };
}
