/** Objects that every cluster has, by kind and name, in each namespace or in one. */
interface BuiltIn {
  readonly kind: string;
  readonly name: RegExp;
  /** Undefined: in every namespace, or cluster-scoped. */
  readonly namespace?: string;
}

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
  { kind: 'ServiceAccount', name: /^(?:coredns|kube-proxy|[a-z-]+-controller)$/, namespace: 'kube-system' },
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
