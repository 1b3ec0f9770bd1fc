import { Construct } from 'constructs';
import type { ApplicationSet } from '../../imports/argoproj.io/v1alpha1';
import { declareExternal } from '../core/declare';
import { kubeObject } from '../core/kube-object';
import { external, type Cluster } from '../model';
import { syncPolicy } from './application-parts';
import { sourcePath } from './application';

/** Settings of {@link RemoteClusters}. */
export interface RemoteClustersProps {
  /** The cluster whose Argo CD delivers. */
  readonly cluster: Cluster;
  /** Clusters that it delivers besides its own, one or more. */
  readonly remotes: readonly Cluster[];
  /** Id of the chart with the Applications of each cluster. */
  readonly app: string;
  /** Name of the AppProject of what is generated. */
  readonly project: string;
}

/**
 * Defines the Argo CD `ApplicationSet` that hands the Applications of further clusters to this cluster's Argo CD: one
 * Application for each, which delivers all others of that cluster.
 *
 * A cluster that leaves the list keeps its Applications, and those keep what they delivered: nothing is deleted by an entry
 * that is missing. Each cluster must be known to Argo CD (`argocd cluster add`) by the address of its control plane.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/
 */
export class RemoteClusters extends Construct {
  constructor(scope: Construct, id: string, { cluster, remotes, app, project }: RemoteClustersProps) {
    super(scope, id);
    const { namespace, server } = cluster.delivery;
    kubeObject<ApplicationSet>(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: { name: 'clusters', namespace },
      spec: {
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        generators: [{ list: { elements: remotes.map((remote) => elementOf(remote, app)) } }],
        syncPolicy: { applicationsSync: 'create-update', preserveResourcesOnDeletion: true },
        template: {
          metadata: { name: `{{.cluster}}-${app}`, namespace },
          spec: {
            project,
            source: {
              repoURL: '{{.repoURL}}',
              targetRevision: '{{.revision}}',
              path: '{{.path}}',
              directory: { recurse: true, include: '*.yaml' },
            },
            destination: { server, namespace },
            syncPolicy: syncPolicy(),
          },
        },
      },
    });
    declareExternal(
      this,
      external({
        kind: 'apiextensions.k8s.io/CustomResourceDefinition',
        name: 'applicationsets.argoproj.io',
        reason: 'Argo CD reads this set: it is there before it',
      }),
    );
  }
}

function elementOf(remote: Cluster, app: string): Readonly<Record<string, string>> {
  const { repoURL, revision } = remote.gitops;
  return { cluster: remote.key, repoURL, revision, path: sourcePath(remote, app) };
}
