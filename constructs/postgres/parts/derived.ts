import type { Manifest, Port } from '../../model';
import { databaseLabels, type ClusterView } from '../cluster-view/derived';

/** An object that a controller creates, as far as it follows from a manifest. */
export interface Derived {
  /** Kind as rules write it: `Service`, `policy/PodDisruptionBudget`. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /**
   * Keys of a Secret.
   *
   * @default - none: no Secret
   */
  readonly keys?: readonly string[];
  /**
   * Ports of a Service.
   *
   * @default - none: no Service
   */
  readonly ports?: readonly Port[];
  /** The object itself, without what only the running cluster knows. */
  readonly manifest: Manifest;
  /** File of the operator's repository that makes it. */
  readonly source: string;
}

/** An object with the name, namespace and labels that the operator gives to everything. */
export function named(view: ClusterView, apiVersion: string, kind: string, name: string): Manifest {
  const managed = { 'app.kubernetes.io/managed-by': 'cloudnative-pg' };
  const labels = inherited(view, LABELLED_LIKE_PODS.has(kind) ? databaseLabels(view) : managed);
  return { apiVersion, kind, metadata: { name, namespace: view.namespace, labels } };
}

/** Labels with those of `inheritedMetadata` over them; the name of the Cluster is written last. Pods and Jobs lack that step. */
export function inherited({ name, inheritedLabels }: ClusterView, labels: Labels): Labels {
  return { ...labels, ...inheritedLabels, 'cnpg.io/cluster': name };
}

type Labels = Readonly<Record<string, string>>;

const LABELLED_LIKE_PODS: ReadonlySet<string> = new Set(['PodDisruptionBudget', 'PodMonitor', 'Service']);

/** An object of a group, and the file of the operator's repository that makes it. */
export function derived(group: string, source: string, manifest: Manifest): Derived {
  const { kind, metadata } = manifest;
  return {
    kind: group === '' ? kind : `${group}/${kind}`,
    namespace: metadata.namespace ?? 'default',
    name: metadata.name,
    manifest,
    source,
  };
}
