import { isRecord, listOf, recordOf, textOf } from '../../model/foreign';
import type { Manifest } from '../../model';
import { majorOf } from '../image/derived';
import { caSecretName, type ServiceRole } from '../names/derived';
import { securityView, type SecurityView } from '../security/derived';

export type { ServiceRole } from '../names/derived';

/** What decides which objects the operator creates for a `Cluster`, with its defaults. Wrong shapes read as absent. */
export interface ClusterView {
  readonly name: string;
  readonly namespace: string;
  /** 1 to 100. */
  readonly instances: number;
  /** Major version of PostgreSQL. */
  readonly major: string;
  readonly imageName: string | undefined;
  /** Labels that everything of the cluster inherits; they win over the operator's own. */
  readonly inheritedLabels: Readonly<Record<string, string>>;
  /** As the manifest writes them: they go into every container. */
  readonly resources: Fields;
  readonly security: SecurityView;
  readonly priorityClassName: string | undefined;
  readonly affinity: AffinityView;
  readonly topologySpreadConstraints: readonly unknown[];
  /** A ServiceAccount that somebody else keeps. */
  readonly serviceAccountName: string | undefined;
  /** Seconds that PostgreSQL is given to stop. */
  readonly stopDelay: number;
  readonly storage: VolumeView;
  readonly walStorage: VolumeView | undefined;
  /** What the first instance is made from: the value of `cnpg.io/jobRole`. */
  readonly bootstrapRole: string;
  /** Which Secrets the operator makes itself. */
  readonly makes: Readonly<Record<'app' | 'ca' | 'server' | 'replication' | 'superuser', boolean>>;
  /** Names of the Secrets with the authority and the certificate of the servers, whoever makes them. */
  readonly certificates: Readonly<Record<'ca' | 'server', string>>;
  readonly disabledServices: readonly unknown[];
  /** Services besides the operator's own. */
  readonly services: readonly { readonly name: string; readonly role: ServiceRole }[];
  readonly enablePDB: boolean;
  readonly enablePodMonitor: boolean;
}

/** `Cluster.spec.affinity`. */
export interface AffinityView {
  /** `required`, `preferred` or a type that the operator refuses; undefined if anti-affinity is switched off. */
  readonly type: string | undefined;
  readonly topologyKey: string;
  readonly moreRequired: readonly unknown[];
  readonly morePreferred: readonly unknown[];
  readonly podAffinity: unknown;
  readonly nodeAffinity: unknown;
  readonly nodeSelector: unknown;
  readonly tolerations: unknown;
}

/** A volume of an instance. */
export interface VolumeView {
  readonly size: string | undefined;
  readonly storageClass: string | undefined;
  readonly pvcTemplate: Fields;
}

type Fields = Readonly<Record<string, unknown>>;

/** No cluster is larger; a nonsensical number in foreign YAML must not be followed. */
const MOST_INSTANCES = 100;

/** The operator's default, in seconds. */
const STOP_DELAY = 1800;

/** Reads a `Cluster` of postgresql.cnpg.io/v1 as the operator does. */
export function clusterView(manifest: Manifest): ClusterView {
  const spec = recordOf(manifest['spec']);
  const { instances, stopDelay } = spec;
  const imageName = textOf(spec['imageName']);
  return {
    name: manifest.metadata.name,
    namespace: manifest.metadata.namespace ?? 'default',
    instances: isCount(instances) ? Math.min(instances, MOST_INSTANCES) : 1,
    major: majorOf(imageName, recordOf(spec['imageCatalogRef'])['major']),
    imageName,
    inheritedLabels: textsOf(recordOf(spec['inheritedMetadata'])['labels']),
    resources: recordOf(spec['resources']),
    security: securityView(spec),
    priorityClassName: textOf(spec['priorityClassName']),
    affinity: affinityView(recordOf(spec['affinity'])),
    topologySpreadConstraints: listOf(spec['topologySpreadConstraints']),
    serviceAccountName: textOf(spec['serviceAccountName']),
    stopDelay: isCount(stopDelay) ? stopDelay : STOP_DELAY,
    storage: volumeView(recordOf(spec['storage'])),
    walStorage: spec['walStorage'] === undefined ? undefined : volumeView(recordOf(spec['walStorage'])),
    bootstrapRole: bootstrapRole(recordOf(spec['bootstrap'])),
    makes: secretsMade(spec, manifest.metadata.name),
    certificates: certificatesOf(manifest),
    ...servicesView(recordOf(recordOf(spec['managed'])['services'])),
    enablePDB: spec['enablePDB'] !== false,
    enablePodMonitor: recordOf(spec['monitoring'])['enablePodMonitor'] === true,
  };
}

/**
 * Labels that the operator itself gives to what belongs to the database of a cluster; what the Cluster says in
 * `inheritedMetadata` is written over them.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/pkg/utils/labels_annotations.go InheritLabels
 */
export function databaseLabels({ name, major }: ClusterView): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/component': 'database',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'cloudnative-pg',
    'app.kubernetes.io/name': 'postgresql',
    'app.kubernetes.io/version': major,
    'cnpg.io/cluster': name,
  };
}

function affinityView(affinity: Fields): AffinityView {
  const more = recordOf(affinity['additionalPodAntiAffinity']);
  const type = textOf(affinity['podAntiAffinityType']) ?? 'preferred';
  return {
    type: affinity['enablePodAntiAffinity'] === false ? undefined : type,
    topologyKey: textOf(affinity['topologyKey']) ?? 'kubernetes.io/hostname',
    moreRequired: listOf(more['requiredDuringSchedulingIgnoredDuringExecution']),
    morePreferred: listOf(more['preferredDuringSchedulingIgnoredDuringExecution']),
    podAffinity: affinity['additionalPodAffinity'],
    nodeAffinity: affinity['nodeAffinity'],
    nodeSelector: affinity['nodeSelector'],
    tolerations: affinity['tolerations'],
  };
}

function volumeView(volume: Fields): VolumeView {
  return {
    size: textOf(volume['size']),
    storageClass: textOf(volume['storageClass']),
    pvcTemplate: recordOf(volume['pvcTemplate']),
  };
}

function bootstrapRole(bootstrap: Fields): string {
  if (bootstrap['recovery'] !== undefined) {
    return recordOf(bootstrap['recovery'])['volumeSnapshots'] === undefined ? 'full-recovery' : 'snapshot-recovery';
  }
  if (bootstrap['pg_basebackup'] !== undefined) {
    return 'pgbasebackup';
  }
  return recordOf(bootstrap['initdb'])['import'] === undefined ? 'initdb' : 'import';
}

function secretsMade(spec: Fields, cluster: string): ClusterView['makes'] {
  const certificates = recordOf(spec['certificates']);
  const methods = Object.values(recordOf(spec['bootstrap'])).map(recordOf);
  const given = methods.some((method) => isNamed(recordOf(method['secret'])['name']));
  // Recovery and pg_basebackup make the Secret only if they name a database, and never in a replica; initdb always has one.
  const role = bootstrapRole(recordOf(spec['bootstrap']));
  const restored = role !== 'initdb' && role !== 'import';
  return {
    app: !given && (!restored || (!isReplica(spec, cluster) && methods.some((method) => isNamed(method['database'])))),
    // One Secret for both, unless both come from elsewhere.
    ca: !isNamed(certificates['serverCASecret']) || !isNamed(certificates['clientCASecret']),
    server: !isNamed(certificates['serverTLSSecret']),
    replication: !isNamed(certificates['replicationTLSSecret']),
    superuser: spec['enableSuperuserAccess'] === true && !isNamed(recordOf(spec['superuserSecret'])['name']),
  };
}

/** The operator reads an empty name as none. */
function isNamed(name: unknown): boolean {
  return textOf(name) !== undefined;
}

/** Whether a Cluster follows another one. @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/cluster_funcs.go IsReplica */
function isReplica(spec: Fields, cluster: string): boolean {
  const { replica } = spec;
  const { enabled, self, primary } = recordOf(replica);
  return typeof enabled === 'boolean' ? enabled : isRecord(replica) && (textOf(self) ?? cluster) !== primary;
}

/**
 * Names of the Secrets with the authority and the certificate of the servers of a `Cluster`: its own word, or the
 * operator's names.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/cluster_funcs.go GetServerCASecretName
 */
export function certificatesOf({ metadata: { name }, spec }: Manifest): ClusterView['certificates'] {
  const { serverCASecret, serverTLSSecret } = recordOf(recordOf(spec)['certificates']);
  return { ca: textOf(serverCASecret) ?? caSecretName(name), server: textOf(serverTLSSecret) ?? `${name}-server` };
}

function servicesView(services: Fields): Pick<ClusterView, 'disabledServices' | 'services'> {
  return {
    disabledServices: listOf(services['disabledDefaultServices']),
    services: listOf(services['additional']).flatMap((item) => {
      const { selectorType: role, serviceTemplate } = recordOf(item);
      const name = textOf(recordOf(recordOf(serviceTemplate)['metadata'])['name']);
      return name !== undefined && isServiceRole(role) ? [{ name, role }] : [];
    }),
  };
}

function isServiceRole(role: unknown): role is ServiceRole {
  return role === 'rw' || role === 'ro' || role === 'r';
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0;
}

/** The texts among the members of a map: labels. */
export function textsOf(value: unknown): Readonly<Record<string, string>> {
  const texts = Object.entries(recordOf(value)).flatMap(([key, text]) =>
    typeof text === 'string' ? [[key, text] as const] : [],
  );
  return Object.fromEntries(texts);
}
