import rendered from '../../../imports/charts/traefik.json';
import type { ChartDefinition } from '../../model/chart';

/** Traefik as ingress controller, behind one Service of type LoadBalancer. */
export const TRAEFIK = {
  system: 'traefik',
  release: 'traefik',
  namespace: 'traefik',
  podSecurity: 'restricted',
  fixed: {
    deployment: { replicas: 2 },
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    // One node that fails must not take every way in with it.
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'traefik' } },
      },
    ],
    // With `Cluster` a node may pass a connection on, and every client has that node's address.
    service: { spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Local' } },
    ports: {
      // Whoever comes to port 80 is sent to 443. Below every route that names `web` itself: with the default, above all, no
      // such route would ever answer, and nothing would say so.
      web: {
        http: { redirections: { entryPoint: { to: 'websecure', scheme: 'https', permanent: true, priority: 1 } } },
      },
      // A route that names no entry point is not answered in plain HTTP.
      websecure: { asDefault: true },
    },
    providers: {
      kubernetesCRD: { enabled: true, allowCrossNamespace: false },
      // `/api` is `/api` and what is below it, not `/apiary`: as the Ingress API says, and as the other forms of a route do.
      kubernetesIngress: { enabled: true, strictPrefixMatching: true },
      kubernetesGateway: { enabled: true },
    },
    // Both are custom resources: with them the whole install would fail where nobody installed the Gateway API.
    gateway: { enabled: false },
    gatewayClass: { enabled: false },
    global: { checkNewVersion: false, sendAnonymousUsage: false },
  },
  resources: {
    traefik: { path: 'resources', cpu: '100m', cpuLimit: '1', memory: '256Mi' },
  },
  inputs: {
    serviceAnnotations: { path: 'service.annotations', sample: { 'metallb.io/loadBalancerIPs': '192.0.2.1' } },
  },
  exemptions: [],
  ignoredDifferences: [],
  rendered,
} satisfies ChartDefinition;
