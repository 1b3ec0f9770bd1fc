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
