import { SEALED_VALUE, sealedExample } from '../engine/sealed-example';
import { defineInputRule } from '../rule';

/** A construct that rendered a value in clear would write it to Git. */
export default defineInputRule('construct', {
  applies: 'SealedSecret',
  severity: 'error',
  summary: 'SealedSecret is given one sealed value or more, under keys that a Secret can have',
  why: 'a value in clear would be written to Git; one that was cut opens nowhere, and the pods that need it wait',
  fix: 'give it what rackproof seal printed',
  waive: 'never',
  source: 'https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/docs/developer/crypto.md',
  valid: [
    { name: 'a sealed value', input: { encryptedData: { password: SEALED_VALUE } } },
    {
      name: 'keys that are names of files',
      input: { encryptedData: { '.htpasswd': sealedExample(512), 'a_B-1': SEALED_VALUE } },
    },
  ],
  invalid: [
    {
      name: 'a password in clear',
      input: { encryptedData: { password: 'not-a-real-password' } },
      findings: [{ at: 'props.encryptedData["password"]', got: 'a string of 19 characters, which is no base64' }],
    },
    {
      name: 'a key with a space',
      input: { encryptedData: { 'admin password': SEALED_VALUE } },
      findings: [{ at: 'props.encryptedData["admin password"]', got: '"admin password"' }],
    },
    {
      name: 'nothing',
      input: { encryptedData: {} },
      findings: [{ at: 'props.encryptedData', got: 'an object without keys' }],
    },
  ],
});
