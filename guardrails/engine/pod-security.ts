import type { Violation } from '../../constructs/model';
import type { PodSecurityLevel } from '../../constructs/model/pod-security';
import { isRecord, listOf, recordOf } from './fields';
import { CONTAINER_LISTS } from './pods';

type Fields = Readonly<Record<string, unknown>>;

/** A container with its path inside the pod's spec. */
interface Placed {
  readonly at: string;
  readonly fields: Fields;
  readonly security: Fields;
}

/** Capabilities that the level `baseline` lets a container add. */
const BASELINE_CAPABILITIES: ReadonlySet<unknown> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

const RESTRICTED_VOLUMES: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/**
 * What the admission of Kubernetes 1.35 refuses in a pod of a namespace, by its level.
 *
 * Left out are AppArmor, SELinux, `procMount`, sysctls, probes with a host, and containers of Windows.
 *
 * @param spec the pod's `spec`
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityFaults(spec: unknown, level: PodSecurityLevel): readonly Violation[] {
  const pod = recordOf(spec);
  const containers = containersOf(pod);
  switch (level) {
    case 'privileged':
      return [];
    case 'baseline':
      return baseline(pod, containers);
    case 'restricted':
      return [...baseline(pod, containers), ...restricted(pod, containers)];
  }
}

function containersOf(pod: Fields): readonly Placed[] {
  return CONTAINER_LISTS.flatMap((list) =>
    listOf(pod[list]).map((container, index) => {
      const fields = recordOf(container);
      return { at: `${list}[${index}]`, fields, security: recordOf(fields['securityContext']) };
    }),
  );
}

function baseline(pod: Fields, containers: readonly Placed[]): readonly Violation[] {
  const ofHost = ['hostNetwork', 'hostPID', 'hostIPC'].flatMap((field) =>
    pod[field] === true ? [fault(field, 'true', 'false')] : [],
  );
  const paths = listOf(pod['volumes']).flatMap((volume, index) =>
    recordOf(volume)['hostPath'] === undefined
      ? []
      : [fault(`volumes[${index}].hostPath`, 'a directory of the node', 'a volume of another kind')],
  );
  const unconfined = seccompOf(pod['securityContext']) === 'Unconfined';
  return [
    ...ofHost,
    ...paths,
    ...(unconfined ? [fault('securityContext.seccompProfile.type', 'Unconfined', 'RuntimeDefault')] : []),
    ...containers.flatMap(baselineOf),
  ];
}

function baselineOf({ at, fields, security }: Placed): readonly Violation[] {
  const added = listOf(recordOf(security['capabilities'])['add']).filter((name) => !BASELINE_CAPABILITIES.has(name));
  const ports = listOf(fields['ports']).flatMap((port, index) => {
    const { hostPort } = recordOf(port);
    return typeof hostPort === 'number' && hostPort > 0
      ? [fault(`${at}.ports[${index}].hostPort`, String(hostPort), 'no port of the node')]
      : [];
  });
  return [
    ...(security['privileged'] === true ? [fault(`${at}.securityContext.privileged`, 'true', 'false')] : []),
    ...(added.length === 0
      ? []
      : [fault(`${at}.securityContext.capabilities.add`, added.map(String).join(', '), 'none of these')]),
    ...(seccompOf(security) === 'Unconfined'
      ? [fault(`${at}.securityContext.seccompProfile.type`, 'Unconfined', 'RuntimeDefault')]
      : []),
    ...ports,
  ];
}

function restricted(pod: Fields, containers: readonly Placed[]): readonly Violation[] {
  const shared = recordOf(pod['securityContext']);
  const volumes = listOf(pod['volumes']).flatMap((volume, index) => {
    const { name: _name, ...source } = recordOf(volume);
    const kind = Object.keys(source).find((key) => source[key] !== undefined && key !== 'hostPath') ?? 'emptyDir';
    return RESTRICTED_VOLUMES.has(kind) ? [] : [fault(`volumes[${index}]`, kind, 'a claim for it')];
  });
  const root = shared['runAsUser'] === 0 ? [fault('securityContext.runAsUser', '0', 'a user other than root')] : [];
  return [...volumes, ...root, ...containers.flatMap((container) => restrictedOf(container, shared))];
}

function restrictedOf({ at, security }: Placed, shared: Fields): readonly Violation[] {
  const place = `${at}.securityContext`;
  const { add, drop } = recordOf(security['capabilities']);
  const isRootless = security['runAsNonRoot'] ?? shared['runAsNonRoot'];
  const seccomp = seccompOf(security) ?? seccompOf(shared);
  const beyond = listOf(add).filter((name) => name !== 'NET_BIND_SERVICE');
  return [
    ...(security['allowPrivilegeEscalation'] === false
      ? []
      : [fault(`${place}.allowPrivilegeEscalation`, shown(security['allowPrivilegeEscalation']), 'false')]),
    ...(listOf(drop).includes('ALL') ? [] : [fault(`${place}.capabilities.drop`, shown(drop), 'ALL')]),
    ...(beyond.length === 0
      ? []
      : [fault(`${place}.capabilities.add`, beyond.map(String).join(', '), 'NET_BIND_SERVICE or none')]),
    ...(isRootless === true ? [] : [fault(`${place}.runAsNonRoot`, shown(isRootless), 'true')]),
    ...(security['runAsUser'] === 0 ? [fault(`${place}.runAsUser`, '0', 'a user other than root')] : []),
    ...(seccomp === undefined ? [fault(`${place}.seccompProfile.type`, 'nothing', 'RuntimeDefault')] : []),
  ];
}

function seccompOf(security: unknown): unknown {
  return recordOf(recordOf(security)['seccompProfile'])['type'];
}

function shown(value: unknown): string {
  if (value === undefined || value === null) {
    return 'nothing';
  }
  return Array.isArray(value) || isRecord(value) ? 'a list without it' : JSON.stringify(value);
}

function fault(at: string, got: string, expected: string): Violation {
  return { at, got, expected };
}
