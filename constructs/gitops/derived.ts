/**
 * Kinds that Argo CD leaves out of every sync by its default `resource.exclusions` (3.0 and later): an Application that
 * holds one is Synced and Healthy, and the object is never created.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/manifests/base/config/argocd-cm.yaml
 */
export const EXCLUDED_BY_DEFAULT: readonly string[] = [
  'Endpoints',
  'apiregistration.k8s.io/APIService',
  'authentication.k8s.io/SelfSubjectReview',
  'authentication.k8s.io/TokenReview',
  'authorization.k8s.io/LocalSubjectAccessReview',
  'authorization.k8s.io/SelfSubjectAccessReview',
  'authorization.k8s.io/SelfSubjectRulesReview',
  'authorization.k8s.io/SubjectAccessReview',
  'cert-manager.io/CertificateRequest',
  'certificates.k8s.io/CertificateSigningRequest',
  'cilium.io/CiliumEndpoint',
  'cilium.io/CiliumEndpointSlice',
  'cilium.io/CiliumIdentity',
  'coordination.k8s.io/Lease',
  'discovery.k8s.io/EndpointSlice',
  'kyverno.io/UpdateRequest',
];
