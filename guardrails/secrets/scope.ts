import { SCOPE_ANNOTATIONS, scopeOf, SEALED_SECRET } from '../../constructs/secrets/derived';
import type { Manifest, Violation } from '../../constructs/model';
import { dotted } from '../schemas/path';
import { quoted } from '../../constructs/model/text';
import { recordOf } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { sealedSecret, templateWith } from './rows/sealed-secrets';

const CLUSTER_WIDE = 'sealedsecrets.bitnami.com/cluster-wide';
const NAMESPACE_WIDE = 'sealedsecrets.bitnami.com/namespace-wide';

/** The controller opens with what stands here, and with nothing else. */
export default defineGuardrail<Manifest>({
  kind: SEALED_SECRET,
  severity: 'error',
  summary: 'a SealedSecret says its scope once, and readably',
  why: 'the controller opens with the scope that it reads: an annotation with another word than "true" counts as strict, of two the wider one wins, and values that were sealed for the other scope do not open',
  fix: 'use SealedSecret, which renders the annotation, or give it one with "true"',
  waive: 'never',
  source: 'https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/README.md#scopes',
  check: ({ metadata }) => unclear(metadata.annotations),
  valid: [
    { name: 'strict, which needs no annotation', objects: [sealedSecret()] },
    {
      name: 'one annotation, whatever the template says',
      objects: [sealedSecret(templateWith({ [CLUSTER_WIDE]: 'yes' }), { [NAMESPACE_WIDE]: 'true' })],
    },
  ],
  invalid: [
    {
      name: 'two scopes at once',
      objects: [sealedSecret({}, { [NAMESPACE_WIDE]: 'true', [CLUSTER_WIDE]: 'true' })],
      findings: [{ at: `metadata.annotations["${NAMESPACE_WIDE}"]`, got: '"true", beside cluster-wide, which wins' }],
    },
    {
      name: 'a word that does not count',
      objects: [sealedSecret({}, { [NAMESPACE_WIDE]: 'yes' })],
      findings: [{ at: `metadata.annotations["${NAMESPACE_WIDE}"]`, got: '"yes"' }],
    },
  ],
});

/** Annotations that do not count, or not beside another one. */
function unclear(annotations: unknown): Violation[] {
  const given = recordOf(annotations);
  const scope = scopeOf(given);
  return SCOPE_ANNOTATIONS.flatMap(([wide, annotation]): Violation[] => {
    const value = given[annotation];
    const at = dotted(['metadata', 'annotations', annotation]);
    if (value === undefined || (value === 'true' && wide === scope)) {
      return [];
    }
    return value === 'true'
      ? [{ at, got: `"true", beside ${scope}, which wins`, expected: 'one scope' }]
      : [{ at, got: typeof value === 'string' ? quoted(value) : typeof value, expected: '"true", or no annotation' }];
  });
}
