import { defineInputRule } from '../rule';

/** The three forms disagree about unusual paths: the Ingress API refuses some, the Gateway API others, Traefik none. */
export default defineInputRule('construct', {
  applies: 'Route',
  severity: 'error',
  summary: 'the path of a route is one that every form reads alike',
  why: 'the API server refuses the route, or it answers at other paths than the reader thinks: in front of a login that is a hole',
  fix: 'write "/" or steps with names, without "/" at the end',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types',
  valid: [
    { name: 'everything', input: { path: '/' } },
    { name: 'steps', input: { path: '/api/v1.0/users' } },
  ],
  invalid: [
    { name: 'no slash', input: { path: 'api' }, findings: [{ at: 'props.path', got: '"api"' }] },
    { name: 'a slash at the end', input: { path: '/api/' }, findings: [{ at: 'props.path', got: '"/api/"' }] },
    { name: 'a step up', input: { path: '/api/../admin' }, findings: [{ at: 'props.path' }] },
    { name: 'a question', input: { path: '/api?user=1' }, findings: [{ at: 'props.path' }] },
    { name: 'the end of a rule', input: { path: '/a`) || PathPrefix(`/' }, findings: [{ at: 'props.path' }] },
    { name: 'nothing', input: { path: '' }, findings: [{ at: 'props.path', got: 'an empty string' }] },
  ],
});
