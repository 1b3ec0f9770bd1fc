/** Objects that every cluster has, by kind and name, in each namespace or in one. */
interface BuiltIn {
  readonly kind: string;
  readonly name: RegExp;
  /** Undefined: in every namespace, or cluster-scoped. */
  readonly namespace?: string;
}

/**
 * Accounts of the controller manager's controllers, as of Kubernetes 1.35.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/plugin/pkg/auth/authorizer/rbac/bootstrappolicy/controller_policy.go
 */
const CONTROLLERS: readonly string[] = [
  'attachdetach-controller',
  'bootstrap-signer',
  'certificate-controller',
  'clusterrole-aggregation-controller',
  'cronjob-controller',
  'daemon-set-controller',
  'deployment-controller',
  'device-taint-eviction-controller',
  'disruption-controller',
  'endpoint-controller',
  'endpointslice-controller',
  'endpointslicemirroring-controller',
  'ephemeral-volume-controller',
  'expand-controller',
  'generic-garbage-collector',
  'horizontal-pod-autoscaler',
  'job-controller',
  'legacy-service-account-token-cleaner',
  'namespace-controller',
  'node-controller',
  'persistent-volume-binder',
  'pod-garbage-collector',
  'pv-protection-controller',
  'pvc-protection-controller',
  'replicaset-controller',
  'replication-controller',
  'resource-claim-controller',
  'resourcequota-controller',
  'root-ca-cert-publisher',
  'route-controller',
  'selinux-warning-controller',
  'service-account-controller',
  'service-cidrs-controller',
  'service-controller',
  'statefulset-controller',
  'storage-version-migrator-controller',
  'token-cleaner',
  'ttl-after-finished-controller',
  'ttl-controller',
  'validatingadmissionpolicy-status-controller',
  'volumeattributesclass-protection-controller',
];

/**
 * What the API server, kubeadm and the controller manager create.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces
 */
const BUILT_IN: readonly BuiltIn[] = [
  { kind: 'Namespace', name: /^(?:default|kube-system|kube-public|kube-node-lease)$/ },
  { kind: 'ServiceAccount', name: /^default$/ },
  { kind: 'ConfigMap', name: /^kube-root-ca\.crt$/ },
  {
    kind: 'ConfigMap',
    name: /^(?:extension-apiserver-authentication|coredns|kube-proxy|kubeadm-config)$/,
    namespace: 'kube-system',
  },
  { kind: 'ConfigMap', name: /^cluster-info$/, namespace: 'kube-public' },
  { kind: 'Service', name: /^kubernetes$/, namespace: 'default' },
  { kind: 'Service', name: /^kube-dns$/, namespace: 'kube-system' },
  {
    kind: 'ServiceAccount',
    name: new RegExp(`^(?:coredns|kube-proxy|${CONTROLLERS.join('|')})$`),
    namespace: 'kube-system',
  },
  { kind: 'scheduling.k8s.io/PriorityClass', name: /^system-(?:cluster|node)-critical$/ },
  { kind: 'rbac.authorization.k8s.io/ClusterRole', name: /^(?:cluster-admin|admin|edit|view|system:.+)$/ },
  {
    kind: 'rbac.authorization.k8s.io/Role',
    name: /^(?:extension-apiserver-authentication-reader|system:.+)$/,
    namespace: 'kube-system',
  },
  { kind: 'rbac.authorization.k8s.io/Role', name: /^system:.+$/, namespace: 'kube-public' },
  {
    kind: 'projectcalico.org/Tier',
    name: /^(?:default|kube-admin|kube-baseline|adminnetworkpolicy|baselineadminnetworkpolicy)$/,
  },
];

const BY_KIND: ReadonlyMap<string, readonly BuiltIn[]> = new Map(
  [...new Set(BUILT_IN.map(({ kind }) => kind))].map((kind) => [kind, BUILT_IN.filter((one) => one.kind === kind)]),
);

/** Whether every cluster has an object. */
export function isBuiltIn(kind: string, name: string, namespace?: string): boolean {
  return (BY_KIND.get(kind) ?? []).some(
    (one) => one.name.test(name) && (one.namespace === undefined || one.namespace === namespace),
  );
}
