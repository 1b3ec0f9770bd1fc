import { defineInputRule } from '../rule';

/** What is no name never matches a request. */
export default defineInputRule('construct', {
  applies: 'Route',
  severity: 'error',
  summary: 'the host of a route is one name of DNS',
  why: 'Traefik compares it with the name that a client asks for: a port, a scheme or an address in it matches nobody, and the answer is 404',
  fix: 'write the name that stands in DNS',
  waive: 'never',
  source: 'https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/',
  valid: [
    { name: 'a name', input: { host: 'grafana.example.internal' } },
    { name: 'a name of one part', input: { host: 'grafana' } },
  ],
  invalid: [
    {
      name: 'an address of the web',
      input: { host: 'https://grafana.example.internal/' },
      findings: [{ at: 'props.host', got: '"https://grafana.example.internal/"' }],
    },
    {
      name: 'a name with a port',
      input: { host: 'grafana.example.internal:8443' },
      findings: [{ at: 'props.host' }],
    },
    {
      name: 'an address of the network',
      input: { host: '192.0.2.10' },
      findings: [{ at: 'props.host', got: '"192.0.2.10", an address' }],
    },
    { name: 'capital letters', input: { host: 'Grafana.example.internal' }, findings: [{ at: 'props.host' }] },
    { name: 'a wildcard', input: { host: '*.example.internal' }, findings: [{ at: 'props.host' }] },
    { name: 'the end of a rule', input: { host: 'a`) || Host(`b' }, findings: [{ at: 'props.host' }] },
  ],
});
