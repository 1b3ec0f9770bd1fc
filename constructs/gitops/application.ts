import { Construct } from 'constructs';
import { posix } from 'node:path';
import type { Application as ArgoApplication, ApplicationSpec } from '../../imports/argoproj.io/v1alpha1';
import { declareExternal } from '../core/declare';
import { kubeObject } from '../core/kube-object';
import { external, type Cluster, type External } from '../model';
import { boundedName } from '../model/dns-name';
import { nameRule } from '../model/name-rule';
import { pathSegment } from '../model/path-segment';

/** The project that every Argo CD has. */
const PROJECT = 'default';

/** Settings of an {@link Application}. */
export interface ApplicationProps {
  readonly cluster: Cluster;
  /** Id of the chart, which gives the folder of its manifests below the cluster's, and as far as it is legal the name. */
  readonly app: string;
  /**
   * Namespace for manifests that name none.
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
    const { cluster, app } = props;
    kubeObject<ArgoApplication>(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: boundedName([app], nameRule('argoproj.io', 'Application')),
        namespace: cluster.gitops.namespace,
        // Without it every commit to the repository renders every application again.
        annotations: { 'argocd.argoproj.io/manifest-generate-paths': '.' },
      },
      spec: specOf(props),
    });
    for (const thing of prerequisites(cluster)) {
      declareExternal(this, external({ ...thing, reason: 'Argo CD reads this Application: it is there before it' }));
    }
  }
}

/** What is in the cluster as soon as Argo CD is. */
function prerequisites({ gitops: { namespace } }: Cluster): readonly Omit<External, 'reason'>[] {
  return [
    { kind: 'Namespace', name: namespace },
    { kind: 'argoproj.io/AppProject', namespace, name: PROJECT },
    { kind: 'apiextensions.k8s.io/CustomResourceDefinition', name: 'applications.argoproj.io' },
  ];
}

function specOf({ cluster, app, namespace }: ApplicationProps): ApplicationSpec {
  const { repoURL, revision, path } = cluster.gitops;
  return {
    project: PROJECT,
    source: {
      repoURL,
      targetRevision: revision,
      path: posix.join(path, 'clusters', pathSegment(cluster.key), pathSegment(app)),
      directory: { recurse: true, include: '*.yaml' },
    },
    destination: {
      server: 'https://kubernetes.default.svc',
      ...(namespace === undefined ? {} : { namespace }),
    },
    syncPolicy: {
      automated: { prune: true, selfHeal: true, allowEmpty: false },
      retry: { limit: 5, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } },
    },
  };
}
