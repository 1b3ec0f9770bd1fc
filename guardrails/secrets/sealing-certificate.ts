import { defineInputRule } from '../rule';

/** A year of the certificates of the rows. */
const [FROM, UNTIL] = ['2026-01-01', '2036-01-01'];

/** What is sealed with the wrong certificate is a secret that nobody opens. */
export default defineInputRule('engine', {
  applies: 'the certificate of rackproof seal',
  severity: 'error',
  summary: 'values are sealed with an RSA certificate of 2048, 3072, 4096 or 8192 bits that is in its time',
  why: 'the controller opens what was sealed for its RSA keys and nothing else; a certificate that ended was replaced long ago, and its key has had the most time to leak',
  fix: "fetch the controller's newest certificate: kubeseal --fetch-cert, or the tls.crt of its newest key; see docs/secrets.md",
  waive: 'never',
  source: 'https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/README.md#sealing-key-renewal',
  valid: [
    {
      name: 'what the controller makes',
      input: { keyType: 'rsa', modulusBits: 4096, from: FROM, until: UNTIL, at: '2026-06-01' },
    },
    {
      name: 'one of your own, in its last second',
      input: { keyType: 'rsa', modulusBits: 2048, from: FROM, until: UNTIL, at: UNTIL },
    },
    {
      name: 'a long key of your own',
      input: { keyType: 'rsa', modulusBits: 8192, from: FROM, until: UNTIL, at: UNTIL },
    },
  ],
  invalid: [
    {
      name: 'a certificate that ended',
      input: { keyType: 'rsa', modulusBits: 4096, from: FROM, until: UNTIL, at: '2036-01-01T00:00:01Z' },
      findings: [{ at: '--cert', got: 'a certificate that ended at 2036-01-01T00:00:00Z' }],
    },
    {
      name: 'a certificate that has not begun',
      input: { keyType: 'rsa', modulusBits: 4096, from: FROM, until: UNTIL, at: '2025-12-31' },
      findings: [{ at: '--cert', got: 'a certificate that begins at 2026-01-01T00:00:00Z' }],
    },
    {
      name: 'a key of an elliptic curve',
      input: { keyType: 'ec', modulusBits: 0, from: FROM, until: UNTIL, at: '2026-06-01' },
      findings: [{ at: '--cert', got: 'a key of the kind ec' }],
    },
    {
      name: 'a key that can be broken',
      input: { keyType: 'rsa', modulusBits: 1024, from: FROM, until: UNTIL, at: '2026-06-01' },
      findings: [{ at: '--cert', got: 'an RSA key of 1024 bits' }],
    },
  ],
});
