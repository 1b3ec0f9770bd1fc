import rendered from '../../../imports/charts/longhorn.json';
import type { ChartDefinition, IgnoredDifference } from '../../model/chart';
import { CSI_RESOURCES } from './csi/derived';
import { longhornRuntime } from './runtime/derived';

/** Longhorn: replicated block storage from the disks of the nodes. */
export const LONGHORN = {
  system: 'longhorn',
  release: 'longhorn',
  namespace: 'longhorn-system',
  podSecurity: 'privileged',
  podSecurityReason: 'managers, engines and the CSI driver mount devices of their node',
  fixed: {
    // Its account does not exist yet when Argo CD runs the hook on a first install: the sync would never begin.
    preUpgradeChecker: { jobEnabled: false },
    // The site declares every class; this one would come from a ConfigMap, and a change of it would be refused.
    persistence: { createStorageClass: false },
    defaultSettings: {
      upgradeChecker: false,
      allowCollectingLonghornUsageMetrics: false,
      systemManagedCSIComponentsResourceLimits: JSON.stringify(CSI_RESOURCES),
    },
  },
  resources: {
    manager: { path: 'longhornManager.resources', cpu: '100m', cpuLimit: '1', memory: '512Mi' },
  },
  inputs: {
    replicaCount: { path: 'defaultSettings.defaultReplicaCount', sample: 17 },
  },
  exemptions: [
    {
      workload: 'apps/DaemonSet longhorn-manager',
      containers: ['pre-pull-share-manager-image'],
      reason: 'the chart has no value for it; it pulls an image and ends',
    },
    {
      workload: 'apps/Deployment longhorn-driver-deployer',
      containers: ['wait-longhorn-manager', 'longhorn-driver-deployer'],
      reason: 'the chart has no value for them; they create the CSI workloads and sleep',
    },
    {
      workload: 'apps/Deployment longhorn-ui',
      containers: ['longhorn-ui'],
      reason:
        'the chart has no value for it; the pods are BestEffort and the first to go when a node is short of memory',
    },
    {
      workload: 'batch/Job longhorn-post-upgrade',
      containers: ['longhorn-post-upgrade'],
      reason: 'the chart has no value for it; the Job runs for seconds after a sync',
    },
    {
      workload: 'batch/Job longhorn-uninstall',
      containers: ['longhorn-uninstall'],
      reason: 'the chart has no value for it; the Job runs when Longhorn is removed',
    },
    {
      workload: 'Pod instance-manager-',
      containers: ['instance-manager'],
      reason: 'its CPU request is a share of the node, a setting of Longhorn; there is none for memory or for limits',
    },
    {
      workload: 'apps/DaemonSet engine-image-ei-',
      containers: ['engine-image-ei-'],
      reason: 'nothing sets its resources; it holds the program of the engine in place and sleeps',
    },
  ],
  ignoredDifferences: [] as readonly IgnoredDifference[],
  rendered,
  runtime: longhornRuntime,
} satisfies ChartDefinition;
