import { defineInputRule } from '../rule';

const CURRENT = Array.from({ length: 32 }, () => 'AB').join(':');
const OLDER = Array.from({ length: 32 }, () => '01').join(':');
const OTHER = Array.from({ length: 32 }, () => 'CD').join(':');

/** What was sealed for another cluster looks the same and opens nowhere. */
export default defineInputRule('construct', {
  applies: 'SealedSecret with certificates',
  severity: 'error',
  summary: 'a Secret was sealed with one of the certificates of the controller that shall open it',
  lesson: 'article 04 seals per environment: what was sealed for one cluster does not open in another',
  why: 'the controller says "no key could decrypt secret", the Secret is never made, and the pods that need it wait',
  fix: "seal it anew with the certificate of this cluster's controller, or add the fingerprint if the certificate is one of it",
  waive: 'never',
  source: 'https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/README.md#public-key--certificate',
  valid: [
    { name: 'the newest certificate', input: { fingerprint: CURRENT, certificates: [OLDER, CURRENT] } },
    {
      name: 'an older one, whose key still opens, in lower case',
      input: { fingerprint: OLDER.toLowerCase(), certificates: [OLDER, CURRENT] },
    },
    { name: 'certificates that nobody has written down', input: { fingerprint: OTHER } },
  ],
  invalid: [
    {
      name: 'the certificate of another cluster',
      input: { fingerprint: OTHER, certificates: [OLDER, CURRENT] },
      findings: [{ at: 'props.certificate.fingerprint', got: OTHER }],
    },
    {
      name: 'a SealedSecret that does not say what it was sealed with',
      input: { certificates: [CURRENT] },
      findings: [{ at: 'props.certificate.fingerprint', got: 'nothing' }],
    },
    {
      name: 'a controller without certificates',
      input: { fingerprint: CURRENT, certificates: [] },
      findings: [{ at: 'props.certificate.fingerprint', got: CURRENT }],
    },
  ],
});
