import { CERT_MANAGER } from '../../certificates/cert-manager/derived';
import { METALLB } from '../../ingress/metallb/derived';
import { TRAEFIK } from '../../ingress/traefik/derived';
import { METRICS_SERVER } from '../../observability/metrics-server/derived';
import { PROMETHEUS_STACK } from '../../observability/prometheus-stack/derived';
import { PLUGIN_BARMAN_CLOUD } from '../../postgres/barman-plugin/derived';
import { CLOUDNATIVE_PG } from '../../postgres/operator/derived';
import { SEALED_SECRETS } from '../../secrets/sealed-secrets/derived';
import { LONGHORN } from '../../storage/longhorn/derived';
import { SNAPSHOT_CONTROLLER } from '../../storage/snapshot-controller/derived';
import type { DerivedObject } from '../../model/derived-object';
import { isRecord, listOf, recordOf, textOf } from '../../model/foreign';
import { chartObjects, uncoveredValues, type ChartDefinition, type HelmValues } from '../../model/chart';
import { VERSIONS, type ChartVersion } from '../../model/versions';
import type { Manifest } from '../../model';
import { ARGO_CD } from '../argo-cd/derived';

/** Every chart that is known, in the order of their systems' names. */
export const CHARTS: readonly ChartDefinition[] = [
  ARGO_CD,
  CERT_MANAGER,
  CLOUDNATIVE_PG,
  LONGHORN,
  METALLB,
  METRICS_SERVER,
  PLUGIN_BARMAN_CLOUD,
  PROMETHEUS_STACK,
  SEALED_SECRETS,
  SNAPSHOT_CONTROLLER,
  TRAEFIK,
];

/** A Helm chart as an Argo CD Application asks for it. */
export interface ChartSource {
  /** Path of the source in the Application: `spec.source`, `spec.sources[0]`. */
  readonly at: string;
  readonly repoURL: string;
  readonly chart: string;
  readonly version: string;
  readonly release: string;
  readonly namespace: string;
  /** Undefined if they are given in a form that is not read: as text, as parameters, from files. */
  readonly values: HelmValues | undefined;
}

/** How far a chart of an Application is known. */
export type ChartKnowledge =
  /** Nobody here has read this chart. */
  | { readonly extent: 'none' }
  /** It is read, but not as the Application asks for it: `gap` says why. */
  | { readonly extent: 'other'; readonly definition: ChartDefinition; readonly gap: string }
  /** It is read; what these values change is not. */
  | {
      readonly extent: 'partly';
      readonly definition: ChartDefinition;
      readonly values: HelmValues;
      readonly gap: string;
    }
  | { readonly extent: 'whole'; readonly definition: ChartDefinition; readonly values: HelmValues };

/** The Helm charts that an Application installs. */
export function chartSources(manifest: Manifest): readonly ChartSource[] {
  if (manifest.kind !== 'Application' || !manifest.apiVersion.startsWith('argoproj.io/')) {
    return [];
  }
  const { source, sources, destination } = recordOf(manifest['spec']);
  const place = { name: manifest.metadata.name, namespace: textOf(recordOf(destination)['namespace']) ?? 'default' };
  // With `sources` Argo CD ignores `source`.
  return sources === undefined
    ? sourceAt('spec.source', source, place)
    : listOf(sources).flatMap((item, index) => sourceAt(`spec.sources[${index}]`, item, place));
}

function sourceAt(at: string, source: unknown, place: { name: string; namespace: string }): ChartSource[] {
  const { repoURL, chart, targetRevision, helm } = recordOf(source);
  const name = textOf(chart);
  return name === undefined
    ? []
    : [
        {
          at,
          repoURL: textOf(repoURL) ?? '',
          chart: name,
          version: textOf(targetRevision) ?? '',
          release: textOf(recordOf(helm)['releaseName']) ?? place.name,
          namespace: textOf(recordOf(helm)['namespace']) ?? place.namespace,
          values: valuesIn(recordOf(helm)),
        },
      ];
}

const UNREAD = ['values', 'parameters', 'fileParameters', 'valueFiles'] as const;

function valuesIn(helm: Readonly<Record<string, unknown>>): HelmValues | undefined {
  const { valuesObject = {} } = helm;
  return isRecord(valuesObject) && UNREAD.every((form) => helm[form] === undefined)
    ? (valuesObject as HelmValues)
    : undefined;
}

/** The pinned version of a known chart. */
export function pinnedChart({ system }: ChartDefinition): ChartVersion {
  const { chart } = VERSIONS.systems[system];
  if (chart === undefined) {
    throw new Error(`versions.json has no chart for ${system}`);
  }
  return chart;
}

/** What is known about a chart as an Application asks for it. */
export function chartKnowledge(source: ChartSource): ChartKnowledge {
  const definition = CHARTS.find((known) => isSameChart(pinnedChart(known), source));
  if (definition === undefined) {
    return { extent: 'none' };
  }
  const gap = gapOf(definition, source);
  if (gap !== undefined || source.values === undefined) {
    return { extent: 'other', definition, gap: gap ?? 'its values are given as text, as parameters or in files' };
  }
  const uncovered = uncoveredValues(definition, source.values);
  return uncovered.length === 0
    ? { extent: 'whole', definition, values: source.values }
    : { extent: 'partly', definition, values: source.values, gap: `values that nobody tried: ${uncovered.join(', ')}` };
}

/** The version is compared elsewhere: a chart of another version is still this chart. */
function isSameChart({ repoURL, name }: ChartVersion, source: ChartSource): boolean {
  return source.chart === name && withoutSlash(source.repoURL) === withoutSlash(repoURL);
}

function gapOf(definition: ChartDefinition, { version, release, namespace }: ChartSource): string | undefined {
  const known = pinnedChart(definition).version;
  if (version !== known) {
    return `version ${version || 'none'}, while ${known} was read`;
  }
  if (release !== definition.release || namespace !== definition.namespace) {
    const place = `release ${definition.release} in ${definition.namespace}`;
    return `release ${release} in ${namespace}, while ${place} was read: names and labels follow from both`;
  }
  return undefined;
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}

/** Everything that the known charts of an Application create; nothing for other manifests. */
export function objectsOfCharts(manifest: Manifest): readonly DerivedObject[] {
  return chartSources(manifest).flatMap((source) => {
    const knowledge = chartKnowledge(source);
    return knowledge.extent === 'whole' || knowledge.extent === 'partly'
      ? chartObjects(knowledge.definition, knowledge.values)
      : [];
  });
}
