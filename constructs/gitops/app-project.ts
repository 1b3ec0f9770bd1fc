import { Construct } from 'constructs';
import type { AppProject as ArgoAppProject } from '../../imports/argoproj.io/v1alpha1';
import { declareExternal } from '../core/declare';
import { kubeObject } from '../core/kube-object';
import { external, type Cluster } from '../model';
import { compareCodePoints } from '../model/code-points';
import { SYNC_WAVE } from './application-parts';

/** A kind as Argo CD names it. */
export interface GroupKind {
  /** Empty for Kubernetes' own. */
  readonly group: string;
  readonly kind: string;
}

/** Settings of an {@link AppProject}. */
export interface AppProjectProps {
  readonly cluster: Cluster;
  /**
   * Name of the project, before which the prefix of the cluster's delivery comes.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  readonly description: string;
  /** Git repositories and Helm repositories that its Applications may take from. */
  readonly sourceRepos: readonly string[];
  /** Namespaces that they may put objects into. */
  readonly namespaces: readonly string[];
  /** Kinds without a namespace that they may hold. */
  readonly clusterKinds: readonly GroupKind[];
  /** Kinds with a namespace that they may hold. */
  readonly namespacedKinds: readonly GroupKind[];
}

/**
 * Defines an Argo CD `AppProject` that allows exactly what its Applications hold: repositories, namespaces and kinds, each by
 * name. A chart that suddenly brings a ClusterRole, or a commit that puts one beside a database, is refused by Argo CD.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export class AppProject extends Construct {
  /** Name of the project, for Applications. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: AppProjectProps) {
    super(scope, id);
    const { cluster, name = id, description, sourceRepos, namespaces, clusterKinds, namespacedKinds } = props;
    const { namespace, prefix } = cluster.delivery;
    this.name = `${prefix}${name}`;
    kubeObject<ArgoAppProject>(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      // Before the Applications that name it.
      metadata: { name: this.name, namespace, annotations: { [SYNC_WAVE]: '-1' } },
      spec: {
        description,
        sourceRepos: sorted(sourceRepos),
        destinations: sorted(namespaces).map((allowed) => ({ server: cluster.delivery.server, namespace: allowed })),
        clusterResourceWhitelist: sortedKinds(clusterKinds),
        namespaceResourceWhitelist: sortedKinds(namespacedKinds),
        // What stands in its namespaces and belongs to no Application is shown. A warning would be on for ever: controllers make
        // Secrets without an owner.
        orphanedResources: { warn: false },
      },
    });
    declareExternal(
      this,
      external({
        kind: 'apiextensions.k8s.io/CustomResourceDefinition',
        name: 'appprojects.argoproj.io',
        reason: 'Argo CD reads this project: it is there before it',
      }),
    );
  }
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareCodePoints);
}

function sortedKinds(kinds: readonly GroupKind[]): GroupKind[] {
  const byTitle = new Map(kinds.map(({ group, kind }) => [`${group}/${kind}`, { group, kind }]));
  return sorted([...byTitle.keys()]).map((title) => byTitle.get(title)!);
}
