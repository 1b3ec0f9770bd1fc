import { parsed, refused, type Parsed } from './parsed';
import { count, describeValue } from './text';

/** Bytes before the sealed session key that hold its length. */
const LENGTH_BYTES = 2;

/** Bytes of the tag that AES-GCM ends with. */
const TAG_BYTES = 16;

/** Bytes of a sealed session key, as many as the RSA modulus has: keys of 2048, 3072, 4096 and 8192 bits. */
const MODULUS_BYTES: ReadonlySet<number> = new Set([256, 384, 512, 1024]);

/** Letters of base64, with its padding. */
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

const EXPECTED = 'a value that was sealed with a certificate of the controller, in base64';

/** What a sealed value tells without a key. */
export interface SealedValue {
  readonly modulusBits: number;
  /** Bytes of the plaintext. */
  readonly plaintextBytes: number;
}

/**
 * Reads the outside of a value of `encryptedData`: the length of the sealed session key, that key, the sealed value, its tag.
 *
 * Only the controller can tell whether it opens. A fault never repeats the value, which may be a secret in clear.
 *
 * @see https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/pkg/crypto/crypto.go HybridEncrypt
 */
export function parseSealedValue(value: unknown): Parsed<SealedValue> {
  if (typeof value !== 'string') {
    return refused({ got: describeValue(value), expected: EXPECTED });
  }
  // Go's decoder skips line breaks.
  const text = value.replaceAll(/[\r\n]/g, '');
  if (!BASE64.test(text) || text.length % 4 !== 0) {
    return fault(value, 'which is no base64');
  }
  const bytes = Buffer.from(text, 'base64');
  const modulus = bytes.length < LENGTH_BYTES ? 0 : bytes.readUInt16BE(0);
  if (!MODULUS_BYTES.has(modulus)) {
    return fault(value, 'which does not begin like a sealed value');
  }
  const plaintextBytes = bytes.length - LENGTH_BYTES - modulus - TAG_BYTES;
  return plaintextBytes < 0
    ? fault(value, `which is ${count(-plaintextBytes, 'byte')} too short`)
    : parsed({ modulusBits: modulus * 8, plaintextBytes });
}

function fault(value: string, why: string): Parsed<SealedValue> {
  return refused({ got: `${describeValue(value)}, ${why}`, expected: EXPECTED });
}
