import { Construct } from 'constructs';
import { posix } from 'node:path';
import type { Application as ArgoApplication, ApplicationSpec } from '../../imports/argoproj.io/v1alpha1';
import { declareExternal } from '../core/declare';
import { kubeObject } from '../core/kube-object';
import { external, type Cluster, type External } from '../model';
import { pathSegment } from '../model/path-segment';
import { applicationMetadata, syncPolicy, SYNC_WAVE } from './application-parts';

/** The project that every Argo CD has. */
const ANY_PROJECT = 'default';

/** Settings of an {@link Application}. */
export interface ApplicationProps {
  readonly cluster: Cluster;
  /** Id of the chart, which gives the folder of its manifests below the cluster's, and as far as it is legal the name. */
  readonly app: string;
  /**
   * Name of the AppProject.
   *
   * @default 'default' - the one that every Argo CD has, which allows everything
   */
  readonly project?: string;
  /**
   * Sync wave among the Applications of the cluster, 0 or more.
   *
   * @default - none: Argo CD takes it for 0
   */
  readonly wave?: number;
  /**
   * Whether it holds custom resources: the kinds may not be there yet when a sync is tried out.
   *
   * @default false
   */
  readonly hasCustomResources?: boolean;
  /**
   * Whether it is applied on the server: an object of more than 256 KiB cannot be applied otherwise.
   *
   * @default false
   */
  readonly serverSideApply?: boolean;
  /**
   * Namespace for manifests that name none; a project that names its namespaces wants one of them here too.
   *
   * @default - every manifest names its own
   */
  readonly namespace?: string;
}

/**
 * Defines the Argo CD `Application` that delivers the manifests of one chart from Git.
 *
 * It prunes and heals by itself; it has no finalizer, so deleting it leaves what it delivered.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/
 */
export class Application extends Construct {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id);
    const { cluster, app, wave } = props;
    kubeObject<ArgoApplication>(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: applicationMetadata(cluster, app, {
        // Without it every commit to the repository renders every application again.
        'argocd.argoproj.io/manifest-generate-paths': '.',
        ...(wave === undefined ? {} : { [SYNC_WAVE]: String(wave) }),
      }),
      spec: specOf(props),
    });
    for (const thing of prerequisites(props)) {
      declareExternal(this, external({ ...thing, reason: 'Argo CD reads this Application: it is there before it' }));
    }
  }
}

/** What is in the cluster as soon as Argo CD is. */
function prerequisites({ cluster, project }: ApplicationProps): readonly Omit<External, 'reason'>[] {
  const { namespace } = cluster.delivery;
  return [
    { kind: 'Namespace', name: namespace },
    ...(project === undefined ? [{ kind: 'argoproj.io/AppProject', namespace, name: ANY_PROJECT }] : []),
    { kind: 'apiextensions.k8s.io/CustomResourceDefinition', name: 'applications.argoproj.io' },
  ];
}

/** Folder of a chart's manifests in the repository. */
export function sourcePath({ key, gitops }: Cluster, app: string): string {
  return posix.join(gitops.path, 'clusters', pathSegment(key), pathSegment(app));
}

function specOf(props: ApplicationProps): ApplicationSpec {
  const { cluster, app, namespace, project = ANY_PROJECT } = props;
  const { repoURL, revision } = cluster.gitops;
  return {
    project,
    source: {
      repoURL,
      targetRevision: revision,
      path: sourcePath(cluster, app),
      directory: { recurse: true, include: '*.yaml' },
    },
    destination: {
      server: cluster.delivery.server,
      ...(namespace === undefined ? {} : { namespace }),
    },
    syncPolicy: syncPolicy(syncOptions(props)),
  };
}

function syncOptions({ hasCustomResources, serverSideApply }: ApplicationProps): readonly string[] {
  return [
    ...(hasCustomResources === true ? ['SkipDryRunOnMissingResource=true'] : []),
    ...(serverSideApply === true ? ['ServerSideApply=true'] : []),
  ];
}
