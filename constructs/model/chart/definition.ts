import type { ContainerResources } from '../container-resources';
import type { DerivedObject } from '../derived-object';
import type { PodSecurityLevel } from '../pod-security';
import type { SystemName } from '../versions';
import type { RenderedChart } from './rendered';
import type { HelmValue, HelmValues } from './values';

/** Where a chart takes the resources of containers from. */
export interface ResourcesInput extends ContainerResources {
  /** Path in the chart's values: `grafana.sidecar.resources`. */
  readonly path: string;
}

/** A value of the chart that differs from site to site. */
export interface ChartInput {
  /** Path in the chart's values: `deployment.replicas`. */
  readonly path: string;
  /**
   * A value that the chart takes, for the rendering that the knowledge is drawn from.
   *
   * Where it turns up again in the rendered objects, the knowledge follows the value of the site; where it does not, the
   * value changes nothing that is known, and the generator makes sure of that.
   */
  readonly sample: HelmValue;
}

/** A container for whose resources the chart has no value. */
export interface Exemption {
  /** Kind and name of the object that has the pods: `apps/Deployment longhorn-ui`. */
  readonly workload: string;
  /** Names of its containers. */
  readonly containers: readonly string[];
  /** Why nothing can be set, and what that means. */
  readonly reason: string;
}

/** Differences between Git and the cluster that the running system makes itself. */
export interface IgnoredDifference {
  /** @default '' - Kubernetes' own group */
  readonly group?: string;
  readonly kind: string;
  /** @default - every object of the kind */
  readonly name?: string;
  /** @default - none */
  readonly jsonPointers?: readonly string[];
  /** @default - none */
  readonly jqPathExpressions?: readonly string[];
}

/**
 * A Helm chart that the project installs, and what is known about exactly its pinned version.
 *
 * The objects are those of a real rendering with {@link fixed} and the inputs; `npm run charts` draws them. What the running
 * system makes beyond them is written by hand, with its source, in {@link runtime}.
 */
export interface ChartDefinition {
  readonly system: SystemName;
  /** Name of the Helm release and of the Application. Labels and names of what is created follow from it. */
  readonly release: string;
  readonly namespace: string;
  /** Strictest Pod Security level that all of its pods keep. */
  readonly podSecurity: PodSecurityLevel;
  /**
   * Why its pods need the level `privileged`.
   *
   * @default - they do not
   */
  readonly podSecurityReason?: string;
  /** Values that every install sets alike; they decide which objects there are. */
  readonly fixed: HelmValues;
  /** Resources by a name of ours, for every container that the chart has a value for. */
  readonly resources: Readonly<Record<string, ResourcesInput>>;
  /** Values that differ from site to site, by a name of ours. */
  readonly inputs: Readonly<Record<string, ChartInput>>;
  /** Containers without a value for their resources. */
  readonly exemptions: readonly Exemption[];
  readonly ignoredDifferences: readonly IgnoredDifference[];
  /**
   * API versions that the chart asks the cluster for, as Argo CD tells it of them: `monitoring.coreos.com/v1`.
   *
   * @default [] - those of Kubernetes itself
   */
  readonly apiVersions?: readonly string[];
  /** What the chart renders with all of that. */
  readonly rendered: RenderedChart;
  /**
   * What the running system creates beyond the chart's own objects.
   *
   * @default - nothing that is known
   */
  readonly runtime?: (values: HelmValues) => readonly DerivedObject[];
}
