import { constants, createCipheriv, publicEncrypt, randomBytes, type KeyObject } from 'node:crypto';
import type { SealingScope } from '../../constructs/model';

/** Bytes of a session key: AES-256. */
const SESSION_KEY_BYTES = 32;

/** Nonce of GCM. Every value has a key of its own, so no pair of key and nonce is ever used twice. */
const NONCE = Buffer.alloc(12);

/** Where a sealed value opens. */
export interface SealedFor {
  readonly namespace: string;
  readonly name: string;
  readonly scope: SealingScope;
}

/**
 * Seals a value for a controller: a session key under the controller's RSA key, and the value under the session key. The
 * place is part of it as the label of OAEP, so that a copy in another place does not open.
 *
 * @returns base64, another text every time
 * @see https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/pkg/crypto/crypto.go HybridEncrypt
 */
export function sealValue(plaintext: Uint8Array, publicKey: KeyObject, place: SealedFor): string {
  const sessionKey = randomBytes(SESSION_KEY_BYTES);
  const label = sealingLabel(place);
  const sealedKey = publicEncrypt(
    {
      key: publicKey,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      // OpenSSL wants no label where it is empty.
      ...(label === '' ? {} : { oaepLabel: Buffer.from(label) }),
    },
    sessionKey,
  );
  const cipher = createCipheriv('aes-256-gcm', sessionKey, NONCE);
  const sealed = [cipher.update(plaintext), cipher.final(), cipher.getAuthTag()];
  const length = Buffer.alloc(2);
  length.writeUInt16BE(sealedKey.length);
  return Buffer.concat([length, sealedKey, ...sealed]).toString('base64');
}

/**
 * Label of a place.
 *
 * @see https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go EncryptionLabel
 */
export function sealingLabel({ namespace, name, scope }: SealedFor): string {
  switch (scope) {
    case 'strict':
      return `${namespace}/${name}`;
    case 'namespace-wide':
      return namespace;
    case 'cluster-wide':
      return '';
  }
}
