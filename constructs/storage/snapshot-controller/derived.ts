import rendered from '../../../imports/charts/external-snapshotter.json';
import type { ChartDefinition } from '../../model/chart';

/** The CSI snapshot controller, with the kinds of snapshots: every storage driver of the cluster shares them. */
export const SNAPSHOT_CONTROLLER = {
  system: 'external-snapshotter',
  release: 'snapshot-controller',
  namespace: 'snapshot-controller',
  podSecurity: 'restricted',
  fixed: {
    controller: {
      // One leads, the other waits.
      replicaCount: 2,
      pdb: { maxUnavailable: 1 },
      securityContext: { allowPrivilegeEscalation: false, seccompProfile: { type: 'RuntimeDefault' } },
    },
  },
  resources: {
    controller: { path: 'controller.resources', cpu: '20m', cpuLimit: '200m', memory: '128Mi' },
  },
  inputs: {},
  exemptions: [],
  ignoredDifferences: [],
  rendered,
} satisfies ChartDefinition;
