import type { GroupKind } from '../../constructs/gitops';
import type { Manifest } from '../../constructs/model';
import type { Delivery } from '../../guardrails/engine/delivery';
import { kindOf } from '../../guardrails/engine/kind';

/** What a project has to allow for its Applications. */
export interface ProjectScope {
  readonly namespaces: readonly string[];
  readonly clusterKinds: readonly GroupKind[];
  readonly namespacedKinds: readonly GroupKind[];
}

/**
 * What controllers of Kubernetes create, by what they create it for. Nobody applies it; but Argo CD shows only what the project
 * allows, and whoever looks for a failing pod must see it.
 */
const CREATED: Readonly<Record<string, readonly string[]>> = {
  'apps/DaemonSet': ['Pod', 'apps/ControllerRevision'],
  'apps/Deployment': ['Pod', 'apps/ReplicaSet'],
  'apps/StatefulSet': ['PersistentVolumeClaim', 'Pod', 'apps/ControllerRevision'],
  'batch/CronJob': ['Pod', 'batch/Job'],
  'batch/Job': ['Pod'],
};

/** What is applied, and what follows from it. */
interface Thing {
  readonly kind: string;
  readonly namespace: string | undefined;
}

/** The least that deliveries need. */
export function scopeOf(deliveries: readonly Delivery[]): ProjectScope {
  const things = deliveries.flatMap(({ objects, made }) => [
    ...objects.map(thingOf),
    ...made.map(({ kind, namespace }) => ({ kind, namespace })),
  ]);
  const followers = things.flatMap(({ kind, namespace }) =>
    (CREATED[kind] ?? []).map((created) => ({ kind: created, namespace })),
  );
  const all = [...things, ...followers];
  return {
    namespaces: all.flatMap(({ namespace }) => (namespace === undefined ? [] : [namespace])),
    clusterKinds: all.filter(({ namespace }) => namespace === undefined).map(groupKind),
    namespacedKinds: all.filter(({ namespace }) => namespace !== undefined).map(groupKind),
  };
}

function thingOf(manifest: Manifest): Thing {
  return { kind: kindOf(manifest), namespace: manifest.metadata.namespace };
}

function groupKind({ kind }: Thing): GroupKind {
  const slash = kind.indexOf('/');
  return slash < 0 ? { group: '', kind } : { group: kind.slice(0, slash), kind: kind.slice(slash + 1) };
}
