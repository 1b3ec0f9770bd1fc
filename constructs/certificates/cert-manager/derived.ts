import rendered from '../../../imports/charts/cert-manager.json';
import type { ChartDefinition } from '../../model/chart';

/** cert-manager: its controller, the webhook that judges its kinds, and the injector of certificate authorities. */
export const CERT_MANAGER = {
  system: 'cert-manager',
  release: 'cert-manager',
  namespace: 'cert-manager',
  podSecurity: 'restricted',
  fixed: {
    crds: { enabled: true, keep: true },
    // Else its leases, and with them rights, are in kube-system.
    global: { leaderElection: { namespace: 'cert-manager' } },
    // Every certificate and issuer passes the webhook, also while a node restarts.
    webhook: { replicaCount: 2, podDisruptionBudget: { enabled: true } },
    // A hook that Argo CD would run after every sync; the webhook's readiness says the same.
    startupapicheck: { enabled: false },
  },
  resources: {
    controller: { path: 'resources', cpu: '50m', cpuLimit: '500m', memory: '256Mi' },
    webhook: { path: 'webhook.resources', cpu: '20m', cpuLimit: '200m', memory: '64Mi' },
    cainjector: { path: 'cainjector.resources', cpu: '20m', cpuLimit: '500m', memory: '256Mi' },
  },
  inputs: {},
  exemptions: [],
  ignoredDifferences: [
    // The injector fills them in.
    {
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingWebhookConfiguration',
      name: 'cert-manager-webhook',
      jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
    },
    {
      group: 'admissionregistration.k8s.io',
      kind: 'MutatingWebhookConfiguration',
      name: 'cert-manager-webhook',
      jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
    },
  ],
  rendered,
} satisfies ChartDefinition;
