/** What all annotations of an object may hold, in bytes; client-side apply puts the whole object into one. */
export const LARGEST_ANNOTATION = 262_144;

/** Kinds of some groups that Argo CD does not look at, as its setting `resource.exclusions` writes them. */
export interface ExcludedKinds {
  readonly apiGroups: readonly string[];
  readonly kinds: readonly string[];
}

/**
 * What Argo CD leaves out of every sync by its default `resource.exclusions` (3.0 and later): an Application that holds one is
 * Synced and Healthy, and the object is never created.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/manifests/base/config/argocd-cm.yaml
 */
export const DEFAULT_EXCLUSIONS: readonly ExcludedKinds[] = [
  { apiGroups: ['', 'discovery.k8s.io'], kinds: ['Endpoints', 'EndpointSlice'] },
  { apiGroups: ['coordination.k8s.io'], kinds: ['Lease'] },
  {
    apiGroups: ['authentication.k8s.io', 'authorization.k8s.io'],
    kinds: [
      'SelfSubjectReview',
      'TokenReview',
      'LocalSubjectAccessReview',
      'SelfSubjectAccessReview',
      'SelfSubjectRulesReview',
      'SubjectAccessReview',
    ],
  },
  { apiGroups: ['certificates.k8s.io'], kinds: ['CertificateSigningRequest'] },
  { apiGroups: ['cert-manager.io'], kinds: ['CertificateRequest'] },
  { apiGroups: ['cilium.io'], kinds: ['CiliumIdentity', 'CiliumEndpoint', 'CiliumEndpointSlice'] },
  {
    apiGroups: ['kyverno.io', 'reports.kyverno.io', 'wgpolicyk8s.io'],
    kinds: [
      'PolicyReport',
      'ClusterPolicyReport',
      'EphemeralReport',
      'ClusterEphemeralReport',
      'AdmissionReport',
      'ClusterAdmissionReport',
      'BackgroundScanReport',
      'ClusterBackgroundScanReport',
      'UpdateRequest',
    ],
  },
];

/**
 * What Argo CD leaves out whatever its settings say.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/util/settings/resources_filter.go
 */
export const ALWAYS_EXCLUDED: readonly string[] = [
  'Event',
  'coordination.k8s.io/Lease',
  'events.k8s.io/Event',
  'metrics.k8s.io/NodeMetrics',
  'metrics.k8s.io/PodMetrics',
];

/** Kinds as rules write them that {@link DEFAULT_EXCLUSIONS} or {@link ALWAYS_EXCLUDED} name, in code-point order. */
export const EXCLUDED_BY_DEFAULT: readonly string[] = [
  ...new Set([...ALWAYS_EXCLUDED, ...DEFAULT_EXCLUSIONS.flatMap(kindsOf)]),
].sort();

function kindsOf({ apiGroups, kinds }: ExcludedKinds): readonly string[] {
  return apiGroups.flatMap((group) => kinds.map((kind) => (group === '' ? kind : `${group}/${kind}`)));
}

/**
 * The setting `resource.exclusions` that leaves out everything as by default, but for some kinds. It takes the place of the
 * default as a whole, so the rest of the default is repeated.
 */
export function exclusionsWithout(included: readonly string[]): string {
  return JSON.stringify(
    DEFAULT_EXCLUSIONS.flatMap(({ apiGroups, kinds }) =>
      apiGroups.flatMap((group) => {
        const left = kinds.filter((kind) => !included.includes(group === '' ? kind : `${group}/${kind}`));
        return left.length === 0 ? [] : [{ apiGroups: [group], kinds: left }];
      }),
    ),
  );
}
