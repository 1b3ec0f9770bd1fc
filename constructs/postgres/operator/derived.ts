import rendered from '../../../imports/charts/cloudnative-pg.json';
import type { ChartDefinition } from '../../model/chart';

/** The operator of CloudNativePG. */
export const CLOUDNATIVE_PG = {
  system: 'cloudnative-pg',
  release: 'cloudnative-pg',
  namespace: 'cnpg-system',
  podSecurity: 'restricted',
  fixed: {
    // One leads, the other waits; its webhook, which every Cluster passes, is answered by both.
    replicaCount: 2,
  },
  resources: {
    operator: { path: 'resources', cpu: '100m', cpuLimit: '500m', memory: '256Mi' },
  },
  inputs: {},
  exemptions: [],
  ignoredDifferences: [
    // The operator makes its own certificate and tells the API server.
    {
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingWebhookConfiguration',
      name: 'cnpg-validating-webhook-configuration',
      jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
    },
    {
      group: 'admissionregistration.k8s.io',
      kind: 'MutatingWebhookConfiguration',
      name: 'cnpg-mutating-webhook-configuration',
      jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
    },
  ],
  rendered,
} satisfies ChartDefinition;
