import { Construct } from 'constructs';
import type {
  Application as ArgoApplication,
  ApplicationSpec,
  ApplicationSpecIgnoreDifferencesItem,
} from '../../imports/argoproj.io/v1alpha1';
import { kubeObject } from '../core/kube-object';
import type { Cluster } from '../model';
import { chartValues, type ChartDefinition } from '../model/chart';
import { applicationMetadata, SYNC_POLICY } from './application-parts';
import { pinnedChart } from './charts/derived';
import type { HelmInstall } from './helm-install';

/** Settings of a {@link HelmApplication}. */
export interface HelmApplicationProps {
  readonly cluster: Cluster;
  readonly install: HelmInstall;
  /** Name of the AppProject. */
  readonly project: string;
  /**
   * Sync wave among the Applications of the cluster, 0 or more.
   *
   * @default 0
   */
  readonly wave?: number;
}
