/** Which characters a name may have. */
export type NameForm = 'rfc1123Label' | 'rfc1123Subdomain' | 'rfc1035Label' | 'pathSegment';

/** What the name of an object must look like. */
export interface NameRule {
  readonly form: NameForm;
  /**
   * Longest name. Characters.
   *
   * @default - no limit but that of the store
   */
  readonly maxLength?: number;
  /**
   * Why it is shorter than its form allows.
   *
   * @default - the form's own limit
   */
  readonly because?: string;
}

/** An RFC 1123 label: a Namespace, one part of a DNS name. */
export const LABEL: NameRule = { form: 'rfc1123Label', maxLength: 63 };

/** An RFC 1123 subdomain: what most kinds are named by. */
export const SUBDOMAIN: NameRule = { form: 'rfc1123Subdomain', maxLength: 253 };

/** An RFC 1035 label: a label that starts with a letter. */
export const LABEL_1035: NameRule = { form: 'rfc1035Label', maxLength: 63 };

/** Anything that can stand in a URL path. */
export const PATH_SEGMENT: NameRule = { form: 'pathSegment' };

const KYVERNO_POLICY: NameRule = {
  form: 'rfc1123Subdomain',
  maxLength: 63,
  because: 'Kyverno stores the name as a label',
};

/**
 * Kinds whose rule is not {@link SUBDOMAIN}: as `Kind`, or `group/Kind` outside the core group.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/core/validation/validation.go ValidateServiceName, ValidateNamespaceName
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/apps/validation/validation.go ValidateStatefulSetName
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/controller/history/controller_history.go ControllerRevisionName: the value of the pods' label controller-revision-hash
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/controller/daemon/update.go snapshot: <name>-<hash>
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/batch/validation/validation.go ValidateCronJobCreate, validateGeneratedSelector
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/rbac/validation/validation.go ValidateRBACName
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/certificates/validation/validation.go
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/networking/validation/validation.go ValidateIPAddressName
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/internal/webhook/v1/cluster_webhook.go validateName
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/internal/controller/scheduledbackup_controller.go the label cnpg.io/scheduled-backup
 * @see https://github.com/kyverno/kyverno/blob/v1.19.0/api/kyverno/v1/utils.go ValidatePolicyName
 * @see https://github.com/longhorn/longhorn-manager/blob/master/webhook/resources/recurringjob/mutator.go
 */
const RULES: ReadonlyMap<string, NameRule> = new Map<string, NameRule>([
  ['Namespace', LABEL],
  ['Service', LABEL_1035],
  [
    'apps/StatefulSet',
    {
      form: 'rfc1123Label',
      maxLength: 52,
      because: 'its pods carry the label controller-revision-hash: <name>-<hash>, and a label value has 63 characters',
    },
  ],
  ['apps/DaemonSet', { ...SUBDOMAIN, maxLength: 242, because: 'its ControllerRevisions are named <name>-<hash>' }],
  ['batch/Job', { ...SUBDOMAIN, maxLength: 63, because: 'its pods carry the name as the label job-name' }],
  ['batch/CronJob', { ...SUBDOMAIN, maxLength: 52, because: 'its Jobs are named <name>-<minute>, of 63 characters' }],
  ['rbac.authorization.k8s.io/Role', PATH_SEGMENT],
  ['rbac.authorization.k8s.io/RoleBinding', PATH_SEGMENT],
  ['rbac.authorization.k8s.io/ClusterRole', PATH_SEGMENT],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', PATH_SEGMENT],
  ['certificates.k8s.io/CertificateSigningRequest', PATH_SEGMENT],
  ['certificates.k8s.io/ClusterTrustBundle', PATH_SEGMENT],
  ['apiregistration.k8s.io/APIService', PATH_SEGMENT],
  ['networking.k8s.io/IPAddress', PATH_SEGMENT],
  [
    'postgresql.cnpg.io/Cluster',
    { ...LABEL_1035, maxLength: 50, because: 'the operator appends to it for Services, pods and Jobs' },
  ],
  ['postgresql.cnpg.io/Pooler', { ...LABEL_1035, because: 'its Service has the same name' }],
  [
    'postgresql.cnpg.io/ScheduledBackup',
    { ...SUBDOMAIN, maxLength: 63, because: 'its Backups carry the name as a label' },
  ],
  ['kyverno.io/ClusterPolicy', KYVERNO_POLICY],
  ['kyverno.io/Policy', KYVERNO_POLICY],
  ['kyverno.io/ClusterCleanupPolicy', KYVERNO_POLICY],
  ['kyverno.io/CleanupPolicy', KYVERNO_POLICY],
  ['longhorn.io/RecurringJob', { ...SUBDOMAIN, maxLength: 40, because: 'Longhorn cuts a longer name' }],
]);

/**
 * The rule for `metadata.name` of a kind.
 *
 * A limit is the one that the object works with, not only the one it is admitted with: a StatefulSet of 63 characters
 * is admitted and never gets a pod. Names of a Deployment's or ReplicaSet's pods are cut by the API, so those keep 253.
 *
 * @param group API group, empty for the core group.
 */
export function nameRule(group: string, kind: string): NameRule {
  return RULES.get(group === '' ? kind : `${group}/${kind}`) ?? SUBDOMAIN;
}
