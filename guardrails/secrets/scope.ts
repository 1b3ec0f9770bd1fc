import { SCOPE_ANNOTATIONS, scopeOf, SEALED_SECRET } from '../../constructs/secrets/derived';
import type { Manifest, Violation } from '../../constructs/model';
import { dotted, type Segments } from '../schemas/path';
import { quoted } from '../../constructs/model/text';
import { recordOf } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { sealedSecret, templateWith } from './rows/sealed-secrets';

const CLUSTER_WIDE = 'sealedsecrets.bitnami.com/cluster-wide';
const NAMESPACE_WIDE = 'sealedsecrets.bitnami.com/namespace-wide';

const OWN: Segments = ['metadata', 'annotations'];
const OF_TEMPLATE: Segments = ['spec', 'template', 'metadata', 'annotations'];

/** The scope is said twice, and each of the two is read on another day. */
export default defineGuardrail<Manifest>({
  kind: SEALED_SECRET,
  severity: 'error',
  summary: 'a SealedSecret and its template say the same scope, once and readably',
  why: 'the controller opens with the scope of the SealedSecret and seals anew with that of the template: where they differ, the next re-encryption gives values that do not open',
  fix: 'use SealedSecret, which renders both from one prop, or give both the same annotation',
  waive: 'never',
  source: 'https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/README.md#scopes',
  check: ({ metadata, spec }) => {
    const template = recordOf(recordOf(recordOf(recordOf(spec)['template'])['metadata'])['annotations']);
    const unclear = [...unclearAt(OWN, metadata.annotations), ...unclearAt(OF_TEMPLATE, template)];
    const [own, other] = [scopeOf(metadata.annotations), scopeOf(template)];
    return unclear.length > 0 || own === other
      ? unclear
      : [{ at: dotted(OF_TEMPLATE), got: `${other}, while the SealedSecret is ${own}`, expected: own }];
  },
  valid: [
    { name: 'strict, which needs no annotation', objects: [sealedSecret()] },
    {
      name: 'the same annotation in both',
      objects: [sealedSecret(templateWith({ [NAMESPACE_WIDE]: 'true' }), { [NAMESPACE_WIDE]: 'true' })],
    },
  ],
  invalid: [
    {
      name: 'an annotation that the template lacks',
      objects: [sealedSecret({}, { [CLUSTER_WIDE]: 'true' })],
      findings: [{ at: 'spec.template.metadata.annotations', got: 'strict, while the SealedSecret is cluster-wide' }],
    },
    {
      name: 'an annotation in the template alone',
      objects: [sealedSecret(templateWith({ [NAMESPACE_WIDE]: 'true' }))],
      findings: [{ at: 'spec.template.metadata.annotations', got: 'namespace-wide, while the SealedSecret is strict' }],
    },
    {
      name: 'two scopes at once, and a word that does not count',
      objects: [
        sealedSecret(templateWith({ [NAMESPACE_WIDE]: 'yes' }), { [NAMESPACE_WIDE]: 'true', [CLUSTER_WIDE]: 'true' }),
      ],
      findings: [
        { at: `metadata.annotations["${NAMESPACE_WIDE}"]`, got: '"true", beside cluster-wide, which wins' },
        { at: `spec.template.metadata.annotations["${NAMESPACE_WIDE}"]`, got: '"yes"' },
      ],
    },
  ],
});

/** Annotations that do not count, or not beside another one. */
function unclearAt(segments: Segments, annotations: unknown): Violation[] {
  const given = recordOf(annotations);
  const scope = scopeOf(given);
  return SCOPE_ANNOTATIONS.flatMap(([wide, annotation]): Violation[] => {
    const value = given[annotation];
    const at = dotted([...segments, annotation]);
    if (value === undefined || (value === 'true' && wide === scope)) {
      return [];
    }
    return value === 'true'
      ? [{ at, got: `"true", beside ${scope}, which wins`, expected: 'one scope' }]
      : [{ at, got: typeof value === 'string' ? quoted(value) : typeof value, expected: '"true", or no annotation' }];
  });
}
