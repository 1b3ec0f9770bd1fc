import rendered from '../../../imports/charts/metallb.json';
import type { ChartDefinition } from '../../model/chart';
import type { DerivedObject } from '../../model/derived-object';

/** MetalLB, announcing addresses of the site's networks on layer 2. */
export const METALLB = {
  system: 'metallb',
  release: 'metallb',
  namespace: 'metallb-system',
  podSecurity: 'privileged',
  podSecurityReason: 'the speakers are in the network of their node, and send raw packets',
  fixed: {
    crds: { enabled: true },
    // Routers of its own on every node, privileged: of no use without BGP.
    frrk8s: { enabled: false },
    speaker: { frr: { enabled: false } },
  },
  resources: {
    controller: { path: 'controller.resources', cpu: '20m', cpuLimit: '200m', memory: '128Mi' },
    speaker: { path: 'speaker.resources', cpu: '50m', cpuLimit: '500m', memory: '128Mi' },
  },
  inputs: {},
  exemptions: [],
  ignoredDifferences: [
    // The controller makes its own certificate and tells the API server.
    {
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingWebhookConfiguration',
      name: 'metallb-webhook-configuration',
      jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
    },
    { kind: 'Secret', name: 'metallb-webhook-cert', jsonPointers: ['/data'] },
  ],
  rendered,
  runtime: () => RUNTIME,
} satisfies ChartDefinition;

/** @see https://github.com/metallb/metallb/blob/v0.16.1/internal/k8s/k8s.go */
const RUNTIME: readonly DerivedObject[] = [
  {
    kind: 'Secret',
    namespace: 'metallb-system',
    name: 'metallb-memberlist',
    keys: ['secretkey'],
    source: 'internal/k8s/k8s.go',
  },
];
