import { defineInputRule } from '../rule';

/** A list that Traefik cannot read makes the route answer nobody; a list of too much lets everybody in. */
export default defineInputRule('construct', {
  applies: 'Route',
  severity: 'error',
  summary: 'the clients of a route are one or more blocks of addresses',
  why: 'Traefik makes no router of a list that it cannot read, and an address with the wrong prefix means another set of clients',
  fix: 'write blocks: 10.20.0.0/24, or 10.20.0.7/32 for one address',
  waive: 'never',
  source: 'https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/ipallowlist/',
  valid: [
    { name: 'a network', input: { allowFrom: ['192.0.2.0/24'] } },
    { name: 'one address, and a network of IPv6', input: { allowFrom: ['192.0.2.7/32', '2001:db8::/64'] } },
  ],
  invalid: [
    {
      name: 'an address inside a network',
      input: { allowFrom: ['192.0.2.0/24', '198.51.100.7/24'] },
      findings: [{ at: 'props.allowFrom[1]', got: '"198.51.100.7/24", with host bits set' }],
    },
    { name: 'a name', input: { allowFrom: ['office'] }, findings: [{ at: 'props.allowFrom[0]' }] },
    { name: 'nobody', input: { allowFrom: [] }, findings: [{ at: 'props.allowFrom', got: 'an empty list' }] },
  ],
});
