import rendered from '../../../imports/charts/metrics-server.json';
import type { ChartDefinition } from '../../model/chart';

/** metrics-server: the aggregated API behind `kubectl top` and the horizontal autoscaler. */
export const METRICS_SERVER = {
  system: 'metrics-server',
  release: 'metrics-server',
  namespace: 'kube-system',
  podSecurity: 'restricted',
  fixed: {
    // An aggregated API without a pod behind it slows every discovery of the cluster's kinds.
    replicas: 2,
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
  },
  resources: {
    'metrics-server': { path: 'resources', cpu: '100m', cpuLimit: '500m', memory: '200Mi' },
  },
  inputs: {
    args: { path: 'args', sample: ['--kubelet-insecure-tls'] },
  },
  exemptions: [],
  ignoredDifferences: [],
  rendered,
} satisfies ChartDefinition;
