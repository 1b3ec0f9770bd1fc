import { defineInputRule } from '../rule';

/** An authority is renewed with a new key, while certificates of the old one are in use. */
export default defineInputRule('construct', {
  applies: 'SelfSignedAuthority',
  severity: 'error',
  summary: 'an authority is renewed during its life, and has a common name of 64 characters or fewer',
  why: 'without a common name its certificate has no subject, and clients find no issuer for what it signed',
  fix: 'write whole days, fewer for the renewal than for the life, and a short name',
  waive: 'never',
  source: 'https://cert-manager.io/docs/configuration/selfsigned/',
  valid: [
    { name: 'the defaults', input: {} },
    { name: 'a short life', input: { durationDays: 365, renewBeforeDays: 100, commonName: 'lab' } },
  ],
  invalid: [
    {
      name: 'a life that is shorter than the default of the renewal',
      input: { durationDays: 90 },
      findings: [{ at: 'props.renewBeforeDays', got: '365' }],
    },
    { name: 'no name', input: { commonName: '' }, findings: [{ at: 'props.commonName', got: '0 characters' }] },
    {
      name: 'a name that is too long',
      input: { commonName: 'a'.repeat(65) },
      findings: [{ at: 'props.commonName', got: '65 characters' }],
    },
  ],
});
