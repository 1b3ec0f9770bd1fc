import rendered from '../../../imports/charts/sealed-secrets.json';
import type { ChartDefinition } from '../../model/chart';

/** The controller of SealedSecrets, under the name and in the namespace that `kubeseal` looks for. */
export const SEALED_SECRETS = {
  system: 'sealed-secrets',
  release: 'sealed-secrets',
  namespace: 'kube-system',
  podSecurity: 'restricted',
  fixed: {
    fullnameOverride: 'sealed-secrets-controller',
    // The chart asks for 0.38.4, a release that was never completed; its kinds were read at this one too.
    image: { tag: '0.38.2' },
  },
  resources: {
    controller: { path: 'resources', cpu: '20m', cpuLimit: '200m', memory: '64Mi' },
  },
  inputs: {},
  exemptions: [],
  ignoredDifferences: [],
  rendered,
} satisfies ChartDefinition;
