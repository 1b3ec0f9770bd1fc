import { X509Certificate, type KeyObject } from 'node:crypto';
import type { Violation } from '../../constructs/model';
import { parsed, refused, type Parsed } from '../../constructs/model/parsed';

/** What is judged of a certificate. */
export interface CertificateFacts {
  /** Kind of its key: `rsa`, `ec`. */
  readonly keyType: string;
  /** Bits of an RSA modulus; 0 of another key. */
  readonly modulusBits: number;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  /** Milliseconds since 1970. */
  readonly notAfter: number;
}

/** A certificate that can be sealed with, if its facts say so. */
export interface Certificate extends CertificateFacts {
  readonly publicKey: KeyObject;
  readonly fingerprint: string;
}

/** Sizes of RSA keys. Bits; the controller makes keys of 4096. */
const MODULUS_BITS: readonly number[] = [2048, 3072, 4096, 8192];

const AT = '--cert';

/** Reads the first certificate of a PEM text, as kubeseal does. The text is never repeated: it may be something else. */
export function readCertificate(text: string): Parsed<Certificate> {
  const expected = 'a certificate in PEM';
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    const fix =
      'keep the key out of the repository: sealing takes the certificate alone (data["tls.crt"] of the Secret)';
    return refused({ got: 'a file with a private key', expected, fix });
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    return refused({ got: 'a file without a certificate in PEM', expected });
  }
  try {
    return parsed(certificateOf(new X509Certificate(text)));
  } catch {
    return refused({ got: 'a certificate that cannot be read', expected });
  }
}

function certificateOf(read: X509Certificate): Certificate {
  const { publicKey, fingerprint256, validFrom, validTo } = read;
  const [notBefore, notAfter] = [Date.parse(validFrom), Date.parse(validTo)];
  if (Number.isNaN(notBefore) || Number.isNaN(notAfter)) {
    throw new RangeError('a certificate without a time');
  }
  return {
    publicKey,
    fingerprint: fingerprint256,
    keyType: publicKey.asymmetricKeyType ?? 'unknown',
    modulusBits: publicKey.asymmetricKeyDetails?.modulusLength ?? 0,
    notBefore,
    notAfter,
  };
}

/** What forbids to seal with a certificate at a time. */
export function certificateFaults(certificate: CertificateFacts, now: number): Violation[] {
  const { keyType, modulusBits, notBefore, notAfter } = certificate;
  if (keyType !== 'rsa') {
    return [{ at: AT, got: `a key of the kind ${keyType}`, expected: 'an RSA key' }];
  }
  if (!MODULUS_BITS.includes(modulusBits)) {
    return [{ at: AT, got: `an RSA key of ${modulusBits} bits`, expected: `one of ${MODULUS_BITS.join(', ')} bits` }];
  }
  if (now < notBefore) {
    return [
      { at: AT, got: `a certificate that begins at ${utc(notBefore)}`, expected: `one that holds at ${utc(now)}` },
    ];
  }
  return now > notAfter
    ? [{ at: AT, got: `a certificate that ended at ${utc(notAfter)}`, expected: `one that holds at ${utc(now)}` }]
    : [];
}

/** A time in UTC, to the second. */
export function utc(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
