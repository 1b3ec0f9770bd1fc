import { defineInputRule } from '../rule';

/** What a route leads to. */
export default defineInputRule('construct', {
  applies: 'Route',
  severity: 'error',
  summary: 'a route leads to a Service and a port that can be',
  why: 'the API server or Traefik refuses the route as a whole, and the host answers 404',
  fix: 'name the Service of the namespace and one of its ports; an HTTPRoute takes the number only',
  waive: 'never',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#backendobjectreference',
  valid: [
    { name: 'a number', input: { service: { name: 'grafana', port: 80 } } },
    { name: 'the name of a port', input: { service: { name: 'grafana', port: 'http-web' } } },
    {
      name: 'pods that listen on another port',
      input: { backendPods: { pods: { kind: 'pods', namespace: 'monitoring' }, ports: [3000] } },
    },
  ],
  invalid: [
    {
      name: 'no port',
      input: { service: { name: 'grafana', port: 0 } },
      findings: [{ at: 'props.service.port', got: '0, which means unset' }],
    },
    {
      name: 'the name of a port in an HTTPRoute',
      input: { form: 'gateway', service: { name: 'grafana', port: 'http-web' } },
      findings: [{ at: 'props.service.port', got: '"http-web"' }],
    },
    {
      name: 'the name of the Service in DNS',
      input: { service: { name: 'grafana.monitoring.svc', port: 80 } },
      findings: [{ at: 'props.service.name' }],
    },
    {
      name: 'a port of pods beyond the last one',
      input: { backendPods: { pods: { kind: 'pods', namespace: 'monitoring' }, ports: [3000, 70_000] } },
      findings: [{ at: 'props.backendPods.ports[1]', got: '70000' }],
    },
  ],
});
