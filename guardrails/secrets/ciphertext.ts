import { SEALED_SECRET } from '../../constructs/secrets/derived';
import type { Manifest, Violation } from '../../constructs/model';
import { parseSealedValue } from '../../constructs/model/sealed-value';
import { parseSecretKey } from '../../constructs/model/secret-key';
import { fieldsAt } from '../engine/fields';
import { SEALED_VALUE, sealedExample } from '../engine/sealed-example';
import { defineGuardrail } from '../rule';
import { sealedSecret, VELERO_IN_CLEAR } from './rows/sealed-secrets';

const encrypted = (value: unknown): Manifest => sealedSecret({ encryptedData: { cloud: value } });

/** Whether a value opens only its controller knows; whether it was sealed at all is seen from outside. */
export default defineGuardrail<Manifest>({
  kind: SEALED_SECRET,
  severity: 'error',
  summary: 'every value of encryptedData is sealed, and stands under a key that a Secret can have',
  lesson: 'article 04 seals its object storage credentials; the field takes any text, also the credentials themselves',
  why: 'a value in clear, or in the base64 of a Secret, is in Git for ever; one that was cut opens nowhere, and the pods that need it wait',
  fix: 'seal it with rackproof seal; if it was pushed in clear, change the secret itself as well',
  waive: 'never',
  source: 'https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/docs/developer/crypto.md',
  check: (manifest) =>
    fieldsAt(manifest, 'spec.encryptedData{}').flatMap(({ at, segments, value }): Violation[] =>
      [parseSecretKey(String(segments.at(-1))), parseSealedValue(value)].flatMap((outcome) =>
        outcome.ok ? [] : [{ at, ...outcome.fault }],
      ),
    ),
  valid: [
    { name: 'a value for a key of 2048 bits', objects: [encrypted(SEALED_VALUE)] },
    { name: 'a value for a key of 4096 bits', objects: [encrypted(sealedExample(512))] },
    {
      name: 'a value in several lines, which the controller reads as one',
      objects: [encrypted(`${SEALED_VALUE.slice(0, 76)}\n${SEALED_VALUE.slice(76)}\n`)],
    },
  ],
  invalid: [
    {
      name: 'the credentials of article 04 in clear, and in the base64 of a Secret',
      objects: [
        sealedSecret({
          encryptedData: { cloud: VELERO_IN_CLEAR, encoded: Buffer.from(VELERO_IN_CLEAR).toString('base64') },
        }),
      ],
      findings: [
        { at: 'spec.encryptedData.cloud', got: 'a string of 79 characters, which is no base64' },
        {
          at: 'spec.encryptedData.encoded',
          got: 'a string of 108 characters, which does not begin like a sealed value',
        },
      ],
    },
    {
      name: 'a value that was cut where the terminal ended',
      objects: [encrypted(SEALED_VALUE.slice(0, 80))],
      findings: [{ at: 'spec.encryptedData.cloud', got: 'a string of 80 characters, which is 214 bytes too short' }],
    },
    {
      name: 'a key with a slash',
      objects: [sealedSecret({ encryptedData: { 'velero/cloud': SEALED_VALUE } })],
      findings: [{ at: 'spec.encryptedData["velero/cloud"]', got: '"velero/cloud"' }],
    },
  ],
});
