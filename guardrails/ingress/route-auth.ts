import { defineInputRule } from '../rule';

/** A service that cannot be asked lets nobody pass. */
export default defineInputRule('construct', {
  applies: 'Route',
  severity: 'error',
  summary: 'the service that decides who may pass has an address of HTTP, without a password in it',
  why: 'Traefik asks it for each request: what cannot be asked makes every request fail, and a password in an address is in Git',
  fix: 'write the address of the service, and keep secrets in a Secret',
  waive: 'never',
  source: 'https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/forwardauth/',
  valid: [
    {
      name: 'a service of the cluster',
      input: { auth: { forwardAuth: { address: 'http://authelia.auth.svc:9091/api/authz/forward-auth' } } },
    },
    { name: 'one outside', input: { auth: { forwardAuth: { address: 'https://auth.example.internal/verify' } } } },
  ],
  invalid: [
    {
      name: 'a name alone',
      input: { auth: { forwardAuth: { address: 'authelia' } } },
      findings: [{ at: 'props.auth.forwardAuth.address', got: 'a string of 8 characters' }],
    },
    {
      name: 'no scheme: what looks like one is the name',
      input: { auth: { forwardAuth: { address: 'authelia.auth.svc:9091/verify' } } },
      findings: [{ at: 'props.auth.forwardAuth.address', got: 'an address that starts with "authelia.auth.svc:"' }],
    },
    ...['http:authelia', 'https:///verify', 'http://authelia/?next=a', 'http://authelia/#a', 'http://authelia/ a'].map(
      (address) => ({
        name: `what Traefik reads otherwise than a browser, or not at all: ${address}`,
        input: { auth: { forwardAuth: { address } } },
        findings: [
          {
            at: 'props.auth.forwardAuth.address',
            got: 'an address without a host, or with blanks, a query or a fragment',
          },
        ],
      }),
    ),
    {
      name: 'a password',
      input: { auth: { forwardAuth: { address: 'http://traefik:hunter2@authelia.auth.svc:9091/' } } },
      findings: [{ at: 'props.auth.forwardAuth.address', got: 'an address with a user or password in it' }],
    },
  ],
});
