import { defineInputRule } from '../rule';

/** What a shared Gateway answers to. */
export default defineInputRule('construct', {
  applies: 'TraefikGateway',
  severity: 'error',
  summary: 'a Gateway has one listener for each of its hosts, and routes ask for one of them',
  why: 'without a listener no route is attached, and of two for one host the second is refused as a conflict',
  fix: 'name each host once',
  waive: 'never',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#listener',
  valid: [
    { name: 'a name, and all names below a domain', input: { hosts: ['example.internal', '*.example.internal'] } },
    { name: 'one name', input: { hosts: ['grafana.example.internal'] } },
    { name: 'a route for one of the hosts', input: { hosts: ['*.example.internal'], asked: '*.example.internal' } },
  ],
  invalid: [
    {
      name: 'a route that asks for a host below that of the listener',
      input: { hosts: ['*.example.internal'], asked: 'grafana.example.internal' },
      findings: [{ at: 'listenerOf', got: '"grafana.example.internal"' }],
    },
    { name: 'none', input: { hosts: [] }, findings: [{ at: 'props.listeners', got: 'an empty list' }] },
    {
      name: 'the same twice',
      input: { hosts: ['a.example.internal', 'b.example.internal', 'a.example.internal'] },
      findings: [{ at: 'props.listeners[2].host', got: 'a.example.internal, once more' }],
    },
    {
      name: 'a name that stands for another one',
      input: { hosts: ['*.example.internal', 'any.example.internal'] },
      findings: [{ at: 'props.listeners[1].host', got: 'any.example.internal, once more' }],
    },
    { name: 'a star inside', input: { hosts: ['a.*.internal'] }, findings: [{ at: 'props.listeners[0].host' }] },
    {
      name: 'all addresses below one',
      input: { hosts: ['*.192.0.2.1'] },
      findings: [{ at: 'props.listeners[0].host' }],
    },
  ],
});
