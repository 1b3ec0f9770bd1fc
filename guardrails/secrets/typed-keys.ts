import { SEALED_SECRET, secretOfSealedSecret } from '../../constructs/secrets/derived';
import type { Manifest, Violation } from '../../constructs/model';
import { alternatives } from '../../constructs/model/text';
import { SEALED_VALUE } from '../engine/sealed-example';
import { defineGuardrail } from '../rule';
import { sealedSecret } from './rows/sealed-secrets';

/**
 * Keys without which a Secret of a type is refused: one of each list.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/core/validation/validation.go ValidateSecret
 */
const KEYS: ReadonlyMap<unknown, readonly (readonly string[])[]> = new Map([
  ['kubernetes.io/basic-auth', [['username', 'password']]],
  ['kubernetes.io/dockercfg', [['.dockercfg']]],
  ['kubernetes.io/dockerconfigjson', [['.dockerconfigjson']]],
  ['kubernetes.io/ssh-auth', [['ssh-privatekey']]],
  ['kubernetes.io/tls', [['tls.crt'], ['tls.key']]],
]);

const typed = (type: string, keys: readonly string[]): Manifest =>
  sealedSecret({ encryptedData: Object.fromEntries(keys.map((key) => [key, SEALED_VALUE])), template: { type } });

/** The Secret is made in the cluster, where a refusal is seen by nobody. */
export default defineGuardrail<Manifest>({
  kind: SEALED_SECRET,
  severity: 'error',
  summary: 'the Secret that a SealedSecret becomes has the keys that its type demands',
  why: 'the API server refuses the Secret when the controller creates it; the SealedSecret itself was accepted, and the pods wait',
  fix: 'seal the missing key, or leave the type out',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
  check: (manifest) =>
    secretOfSealedSecret(manifest).flatMap(({ keys, manifest: secret }): Violation[] =>
      (KEYS.get(secret?.['type']) ?? [])
        .filter((demanded) => keys !== undefined && !demanded.some((key) => keys.includes(key)))
        .map((demanded) => ({
          at: 'spec.encryptedData',
          got: `no ${alternatives(demanded)} in a Secret of the type ${String(secret?.['type'])}`,
          expected: `the key ${alternatives(demanded)}`,
        })),
    ),
  valid: [
    { name: 'a user without a password', objects: [typed('kubernetes.io/basic-auth', ['username'])] },
    { name: 'a key pair', objects: [typed('kubernetes.io/tls', ['tls.crt', 'tls.key', 'ca.crt'])] },
    { name: 'a type of your own', objects: [typed('example.org/token', ['anything'])] },
    {
      name: 'a pull secret that is put together from a template',
      objects: [
        sealedSecret({
          encryptedData: { token: SEALED_VALUE },
          template: {
            type: 'kubernetes.io/dockerconfigjson',
            data: { '.dockerconfigjson': '{"auths":{"ghcr.io":{"auth":"{{ .token }}"}}}' },
          },
        }),
      ],
    },
  ],
  invalid: [
    {
      name: 'a certificate without its key',
      objects: [typed('kubernetes.io/tls', ['tls.crt', 'key'])],
      findings: [{ at: 'spec.encryptedData', got: 'no tls.key in a Secret of the type kubernetes.io/tls' }],
    },
    {
      name: 'a login under other names',
      objects: [typed('kubernetes.io/basic-auth', ['user', 'pass'])],
      findings: [
        { at: 'spec.encryptedData', got: 'no username or password in a Secret of the type kubernetes.io/basic-auth' },
      ],
    },
  ],
});
