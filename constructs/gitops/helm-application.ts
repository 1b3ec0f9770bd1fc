import { Construct } from 'constructs';
import type {
  Application as ArgoApplication,
  ApplicationSpec,
  IgnoreDifferences,
} from '../../imports/argoproj.io/v1alpha1';
import { kubeObject } from '../core/kube-object';
import { NEVER_PRUNED } from '../core/protection';
import { SpecError, type Cluster } from '../model';
import { chartValues, type ChartDefinition } from '../model/chart';
import { quoted } from '../model/text';
import { applicationMetadata, SYNC_WAVE, syncPolicy } from './application-parts';
import { pinnedChart } from './charts/derived';
import { LARGEST_ANNOTATION } from './derived';
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

/**
 * Defines the Argo CD `Application` that installs a Helm chart at its pinned version, with values that are known.
 *
 * @throws SpecError `gitops/chart-choices` if a choice has a name that the definition does not have.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/helm/
 */
export class HelmApplication extends Construct {
  constructor(scope: Construct, id: string, { cluster, install, project, wave = 0 }: HelmApplicationProps) {
    super(scope, id);
    const { definition, choices } = install;
    this.known('resources', choices?.resources, definition.resources);
    this.known('inputs', choices?.inputs, definition.inputs);
    kubeObject<ArgoApplication>(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: applicationMetadata(cluster, definition.release, {
        [SYNC_WAVE]: String(wave),
        ...(hasDeleteHooks(definition) ? NEVER_PRUNED : {}),
      }),
      spec: specOf(cluster, install, project),
    });
  }

  private known(part: 'resources' | 'inputs', given: object = {}, known: object): void {
    const stranger = Object.keys(given).find((name) => !Object.hasOwn(known, name));
    if (stranger !== undefined) {
      throw new SpecError(this, 'gitops/chart-choices', {
        at: `props.install.choices.${part}`,
        got: quoted(stranger),
        expected: `one of: ${Object.keys(known).join(', ') || 'there is none'}`,
      });
    }
  }
}

function specOf(cluster: Cluster, { definition, choices }: HelmInstall, project: string): ApplicationSpec {
  const { repoURL, name, version } = pinnedChart(definition);
  const { release, namespace, ignoredDifferences } = definition;
  return {
    project,
    source: {
      repoURL,
      chart: name,
      targetRevision: version,
      helm: { releaseName: release, valuesObject: { ...chartValues(definition, choices) } },
    },
    destination: { server: cluster.delivery.server, namespace },
    syncPolicy: syncPolicy(syncOptions(definition)),
    ...(ignoredDifferences.length === 0 ? {} : { ignoreDifferences: ignoredDifferences.map(ignored) }),
  };
}

/** Hooks that run when the Application is deleted. */
const DELETE_HOOKS = /(?:pre|post)-delete/;

/**
 * Whether deleting the Application runs something. Argo CD gives it a finalizer for that: what leaves the platform would then
 * either be uninstalled with all that it holds, or refuse to be and keep everything waiting.
 */
function hasDeleteHooks({ rendered: { objects } }: ChartDefinition): boolean {
  return objects.some(({ manifest: { metadata } }) =>
    DELETE_HOOKS.test(String(metadata.annotations?.['helm.sh/hook'])),
  );
}

function ignored({ group, kind, name, jsonPointers, jqPathExpressions }: Ignored): IgnoreDifferences {
  return {
    ...(group === undefined ? {} : { group }),
    kind,
    ...(name === undefined ? {} : { name }),
    ...(jsonPointers === undefined ? {} : { jsonPointers: [...jsonPointers] }),
    ...(jqPathExpressions === undefined ? {} : { jqPathExpressions: [...jqPathExpressions] }),
  };
}

type Ignored = ChartDefinition['ignoredDifferences'][number];

function syncOptions({ rendered, ignoredDifferences }: ChartDefinition): readonly string[] {
  const isLarge = rendered.objects.some(({ bytes = 0 }) => bytes > LARGEST_ANNOTATION);
  return [
    ...(isLarge ? ['ServerSideApply=true'] : []),
    // Else what is ignored when comparing is still overwritten by every sync.
    ...(ignoredDifferences.length > 0 ? ['RespectIgnoreDifferences=true'] : []),
  ];
}
