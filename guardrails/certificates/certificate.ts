import { defineInputRule } from '../rule';

/** What the types of the props cannot see. */
export default defineInputRule('construct', {
  applies: 'Certificate',
  severity: 'error',
  summary: 'the names of a Certificate are names in DNS, and it is renewed during its life',
  why: 'an authority refuses other names, and cert-manager other times; the old certificate ends meanwhile',
  fix: 'write names in small letters, with "*." at most before them, and whole days',
  waive: 'never',
  source: 'https://cert-manager.io/docs/usage/certificate/',
  valid: [
    { name: 'a name', input: { dnsNames: ['wiki.example.internal'] } },
    { name: 'one day', input: { dnsNames: ['*.example.internal'], durationDays: 2, renewBeforeDays: 1 } },
  ],
  invalid: [
    { name: 'no name', input: { dnsNames: [] }, findings: [{ at: 'props.dnsNames', got: 'an empty list' }] },
    {
      name: 'a star in the middle',
      input: { dnsNames: ['example.internal', 'a.*.internal'] },
      findings: [{ at: 'props.dnsNames[1]', got: '"a.*.internal"' }],
    },
    {
      name: 'renewed before it is issued',
      input: { dnsNames: ['example.internal'], durationDays: 30, renewBeforeDays: 30 },
      findings: [{ at: 'props.renewBeforeDays', got: '30' }],
    },
    {
      name: 'half a day',
      input: { dnsNames: ['example.internal'], durationDays: 0.5 },
      findings: [{ at: 'props.durationDays', got: '0.5' }],
    },
    {
      name: 'a day, which leaves none for the renewal',
      input: { dnsNames: ['example.internal'], durationDays: 1 },
      findings: [{ at: 'props.renewBeforeDays', got: '1' }],
    },
  ],
});
