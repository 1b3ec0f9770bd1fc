import { defineInputRule } from '../rule';

/** Plain HTTP is a decision, and decisions have reasons. */
export default defineInputRule('construct', {
  applies: 'Route',
  severity: 'error',
  summary: 'a route without encryption says why',
  why: 'whoever is on the way reads and changes all of it; the reason is what the next reader has to judge that by',
  fix: 'give the route an issuer, or write the reason',
  waive: 'never',
  source: 'https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/#opt-http-redirections',
  valid: [
    { name: 'a certificate', input: { tls: { issuer: { name: 'internal-ca', kind: 'ClusterIssuer' } } } },
    { name: 'a reason', input: { tls: { none: 'the boot loader of the nodes speaks no TLS' } } },
  ],
  invalid: [
    { name: 'no reason', input: { tls: { none: '' } }, findings: [{ at: 'props.tls.none', got: 'no reason' }] },
    { name: 'blanks', input: { tls: { none: '  ' } }, findings: [{ at: 'props.tls.none', got: 'no reason' }] },
  ],
});
