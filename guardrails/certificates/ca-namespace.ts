import type { Manifest, Violation } from '../../constructs/model';
import { CLUSTER_RESOURCE_NAMESPACE } from '../../constructs/certificates/derived';
import type { ObjectIndex } from '../engine/object-index';
import { referencesOf } from '../engine/references/references';
import { defineGuardrail } from '../rule';
import { certificateRow, clusterIssuer } from './rows/certificates';

const CA = clusterIssuer({ ca: { secretName: 'internal-ca' } });

const authority = (namespace: string): Manifest =>
  certificateRow(
    { isCA: true, secretName: 'internal-ca', issuerRef: { name: 'bootstrap', kind: 'Issuer' } },
    namespace,
  );

const TOKEN = clusterIssuer({
  acme: {
    server: 'https://acme.example.org/directory',
    privateKeySecretRef: { name: 'acme-account' },
    solvers: [{ dns01: { cloudflare: { apiTokenSecretRef: { name: 'cloudflare-token', key: 'token' } } } }],
  },
});

const sealed = (namespace: string): Manifest => ({
  apiVersion: 'bitnami.com/v1alpha1',
  kind: 'SealedSecret',
  metadata: { name: 'cloudflare-token', namespace },
  spec: { encryptedData: { token: 'AgBy3i4OJSWK' } },
});

/** A ClusterIssuer has no namespace, and its Secrets must have one. */
export default defineGuardrail<Manifest>({
  kind: 'cert-manager.io/ClusterIssuer',
  severity: 'error',
  summary:
    'Secrets that a ClusterIssuer names, of an authority or of a DNS provider, are in the namespace of cert-manager',
  why: 'the controller looks in its cluster resource namespace alone: the issuer is never ready, and nothing is issued or renewed',
  fix: `create the Secret, or the Certificate that makes it, in ${CLUSTER_RESOURCE_NAMESPACE}`,
  waive: 'where cert-manager runs with another --cluster-resource-namespace',
  source: 'https://cert-manager.io/docs/configuration/#cluster-resource-namespace',
  check: (manifest, index) =>
    referencesOf(manifest).flatMap(({ at, kind, name }) => (kind === 'Secret' ? judge(at, name, index) : [])),
  valid: [
    { name: 'the authority beside cert-manager', objects: [CA, authority('cert-manager')] },
    { name: 'the token of a DNS provider there', objects: [TOKEN, sealed('cert-manager')] },
    { name: 'in both places', objects: [TOKEN, sealed('apps'), sealed('cert-manager')] },
    {
      name: 'one that somebody else creates there',
      objects: [CA, authority('apps')],
      externals: [{ kind: 'Secret', namespace: 'cert-manager', name: 'internal-ca', reason: 'copied by hand' }],
    },
  ],
  invalid: [
    {
      name: 'the authority in the namespace of its first user',
      objects: [CA, authority('wiki')],
      findings: [{ at: 'spec.ca.secretName', got: 'internal-ca, a Secret of wiki' }],
    },
    {
      name: 'the token in the default namespace',
      objects: [TOKEN, sealed('default')],
      findings: [
        {
          at: 'spec.acme.solvers[0].dns01.cloudflare.apiTokenSecretRef.name',
          got: 'cloudflare-token, a Secret of default',
        },
      ],
    },
  ],
});

/** A Secret that is nowhere is for the rule of references to report. */
function judge(at: string, name: string, index: ObjectIndex): Violation[] {
  const namespaces = index.once(namespacesOfSecrets).get(name) ?? [];
  return namespaces.length === 0 || index.exists('Secret', name, CLUSTER_RESOURCE_NAMESPACE)
    ? []
    : [
        {
          at,
          got: `${name}, a Secret of ${namespaces.join(', ')}`,
          expected: `a Secret of ${CLUSTER_RESOURCE_NAMESPACE}`,
        },
      ];
}

function namespacesOfSecrets(index: ObjectIndex): ReadonlyMap<string, readonly string[]> {
  const rendered = index.ofKind('Secret').map(({ manifest }) => manifest.metadata);
  const found = new Map<string, readonly string[]>();
  for (const { name, namespace } of [...rendered, ...index.derivedOfKind('Secret')]) {
    found.set(name, [...new Set([...(found.get(name) ?? []), namespace ?? 'default'])]);
  }
  return found;
}
