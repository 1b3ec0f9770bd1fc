import { SEALED_VALUE } from '../engine/sealed-example';
import { defineInputRule } from '../rule';

const FINGERPRINT = Array.from({ length: 32 }, () => 'AB').join(':');

const REQUEST = { cluster: 'home', namespace: 'monitoring', name: 'grafana-admin', scope: 'strict', type: 'Opaque' };

const BEFORE = {
  ...REQUEST,
  certificate: { fingerprint: FINGERPRINT, notAfter: '2036-01-01' },
  encryptedData: { 'admin-user': SEALED_VALUE },
};

/** What cannot become a Secret is not sealed. */
export default defineInputRule('engine', {
  applies: 'the request of rackproof seal',
  severity: 'error',
  summary: 'what is sealed has legal names and keys, no empty value, and is added only to values of the same kind',
  why: 'an empty file or an empty pipe is a command that failed; one Secret whose values were sealed for two places or two keys opens in part or not at all',
  fix: 'correct the option, or the command that makes the value',
  waive: 'never',
  source: 'https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/README.md#scopes',
  valid: [
    { name: 'a new Secret', input: { ...REQUEST, bytes: { 'admin-password': 24 }, fingerprint: FINGERPRINT } },
    {
      name: 'a key more, and one that is replaced',
      input: {
        ...REQUEST,
        bytes: { 'admin-password': 24, 'admin-user': 5 },
        fingerprint: FINGERPRINT.toLowerCase(),
        before: BEFORE,
      },
    },
    {
      name: 'a value of 1 MiB in the place of another',
      input: { ...REQUEST, bytes: { 'admin-user': 1_048_576 }, fingerprint: FINGERPRINT, before: BEFORE },
    },
    {
      name: 'an addition to a file that leaves its name to the site',
      input: { ...REQUEST, bytes: { token: 5 }, fingerprint: FINGERPRINT, before: { ...BEFORE, name: undefined } },
    },
  ],
  invalid: [
    {
      name: 'an empty value, and a key that no Secret has',
      input: { ...REQUEST, bytes: { 'admin-password': 0, 'not a key': 5 }, fingerprint: FINGERPRINT },
      findings: [
        { at: 'admin-password', got: 'no byte' },
        { at: 'a key', got: 'a string of 9 characters' },
      ],
    },
    {
      name: 'names that Kubernetes refuses',
      input: { ...REQUEST, name: 'Grafana', namespace: 'a.b', bytes: { token: 5 }, fingerprint: FINGERPRINT },
      findings: [
        { at: '--name', got: 'a string of 7 characters' },
        { at: '--namespace', got: 'a string of 3 characters' },
      ],
    },
    {
      name: 'more than a Secret holds, with what it has already',
      input: { ...REQUEST, bytes: { dump: 1_048_569 }, fingerprint: FINGERPRINT, before: BEFORE },
      findings: [{ at: 'the values', got: 'more than 1 MiB' }],
    },
    {
      name: 'an addition for another place, of another type',
      input: {
        ...REQUEST,
        namespace: 'grafana',
        scope: 'namespace-wide',
        type: 'kubernetes.io/basic-auth',
        bytes: { token: 5 },
        fingerprint: FINGERPRINT,
        before: BEFORE,
      },
      findings: [
        { at: '--namespace', got: 'another than the file has' },
        { at: '--scope', got: 'another than the file has' },
        { at: '--type', got: 'another than the file has' },
      ],
    },
    {
      name: 'an addition to values in clear, one of them in the place of its key',
      input: {
        ...REQUEST,
        bytes: { token: 5 },
        fingerprint: FINGERPRINT,
        before: { ...BEFORE, encryptedData: { password: 'not-a-real-password', 'not a real password': SEALED_VALUE } },
      },
      findings: [
        { at: '--merge', got: 'a key that no Secret can have' },
        { at: '--merge', got: 'a value that is not sealed' },
      ],
    },
    {
      name: 'an addition with the next certificate',
      input: { ...REQUEST, bytes: { token: 5 }, fingerprint: FINGERPRINT.replaceAll('AB', 'CD'), before: BEFORE },
      findings: [{ at: '--cert' }],
    },
  ],
});
