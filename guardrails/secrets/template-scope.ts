import { scopeOf, SEALED_SECRET } from '../../constructs/secrets/derived';
import type { Manifest } from '../../constructs/model';
import { recordOf } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { sealedSecret, templateWith } from './rows/sealed-secrets';

const CLUSTER_WIDE = 'sealedsecrets.bitnami.com/cluster-wide';
const NAMESPACE_WIDE = 'sealedsecrets.bitnami.com/namespace-wide';

/** The pinned controller reads the template for nothing but the Secret; people and older tools read it as the scope. */
export default defineGuardrail<Manifest>({
  kind: SEALED_SECRET,
  severity: 'warning',
  summary: 'the template of a SealedSecret says the same scope as the SealedSecret',
  why: 'the annotations of the template are those of the Secret: where they differ, the Secret tells another scope than the one that its values open with',
  fix: 'use SealedSecret, which renders both from one prop, or give both the same annotation',
  waive:
    'when the Secret is meant to say another scope; since 0.36 the controller opens, and seals anew, with the scope of the SealedSecret alone',
  source:
    'https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go',
  check: ({ metadata, spec }) => {
    const template = recordOf(recordOf(recordOf(spec)['template'])['metadata'])['annotations'];
    const [own, other] = [scopeOf(metadata.annotations), scopeOf(recordOf(template))];
    return own === other
      ? []
      : [
          {
            at: 'spec.template.metadata.annotations',
            got: `${other}, while the SealedSecret is ${own}`,
            expected: own,
          },
        ];
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
  ],
});
