import { recordOf } from '../../model/foreign';

type Fields = Readonly<Record<string, unknown>>;

/** With which rights the pods of a `Cluster` run, and those of poolers before it. */
export interface SecurityView {
  /** Security context of every container. */
  readonly container: Fields;
  /** Security context of the pods of the Cluster itself. */
  readonly pod: Fields;
  /** Seccomp profile, wherever nothing else names one. */
  readonly seccompProfile: unknown;
}

/** User and group of every pod. */
const POSTGRES_ID = 26;

/**
 * Rights that a `Cluster` asks for. What it leaves out the operator adds: everything to a container, but to a pod with a
 * context of its own the user, the group and the seccomp profile only.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/pkg/specs/containers.go GetSecurityContext
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/pkg/specs/pods.go GetPodSecurityContext
 */
export function securityView(spec: Fields): SecurityView {
  const seccompProfile = spec['seccompProfile'] ?? { type: 'RuntimeDefault' };
  const group = idOf(spec['postgresGID']);
  const always = { runAsUser: idOf(spec['postgresUID']), runAsGroup: group, seccompProfile };
  const podContext = spec['podSecurityContext'];
  const pod =
    podContext === undefined || podContext === null
      ? { fsGroup: group, runAsNonRoot: true, ...always }
      : { ...always, ...given(podContext) };
  const container = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    seccompProfile,
    ...given(spec['securityContext']),
  };
  return { container, pod, seccompProfile };
}

/** Zero is the operator's word for its default. */
function idOf(value: unknown): unknown {
  return value === undefined || value === null || value === 0 ? POSTGRES_ID : value;
}

function given(context: unknown): Fields {
  return Object.fromEntries(
    Object.entries(recordOf(context)).filter(([, value]) => value !== undefined && value !== null),
  );
}
