import { scopeOf, SEALED_SECRET } from '../../constructs/secrets/derived';
import type { Manifest } from '../../constructs/model';
import { defineGuardrail } from '../rule';
import { sealedSecret, templateWith } from './rows/sealed-secrets';

const CLUSTER_WIDE = { 'sealedsecrets.bitnami.com/cluster-wide': 'true' };
const NAMESPACE_WIDE = { 'sealedsecrets.bitnami.com/namespace-wide': 'true' };

/** Who reads the repository has the ciphertext; the scope says who can have it opened. */
export default defineGuardrail<Manifest>({
  kind: SEALED_SECRET,
  severity: 'warning',
  summary: 'no SealedSecret opens in every namespace of the cluster',
  why: 'whoever reads the repository and may create a SealedSecret in any one namespace gets the value opened there',
  fix: 'seal it for its own place (scope strict), once for each namespace that needs it',
  waive: 'when the value is meant for every namespace, as a pull secret of a registry is, and all of them are yours',
  source: 'https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/README.md#scopes',
  check: ({ metadata }) =>
    scopeOf(metadata.annotations) === 'cluster-wide'
      ? [{ at: 'metadata.annotations', got: 'cluster-wide', expected: 'strict or namespace-wide' }]
      : [],
  valid: [
    { name: 'strict', objects: [sealedSecret()] },
    { name: 'namespace-wide', objects: [sealedSecret(templateWith(NAMESPACE_WIDE), NAMESPACE_WIDE)] },
  ],
  invalid: [
    {
      name: 'cluster-wide',
      objects: [sealedSecret(templateWith(CLUSTER_WIDE), CLUSTER_WIDE)],
      findings: [{ at: 'metadata.annotations', got: 'cluster-wide' }],
    },
    {
      name: 'both annotations: the wider one counts',
      objects: [sealedSecret({}, { ...NAMESPACE_WIDE, ...CLUSTER_WIDE })],
      findings: [{ at: 'metadata.annotations', got: 'cluster-wide' }],
    },
  ],
});
