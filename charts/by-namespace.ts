import type { Cluster } from '../constructs/model';
import { compareCodePoints } from '../constructs/model/code-points';

/** Members of the site that are in a namespace of a cluster. */
export interface InNamespace<T> {
  readonly namespace: string;
  readonly members: readonly T[];
}

/** Members of the site that are in a cluster, by their namespaces in code-point order. */
export function byNamespace<T extends { readonly cluster: string; readonly namespace: string }>(
  members: readonly T[],
  { key }: Cluster,
): readonly InNamespace<T>[] {
  const own = members.filter(({ cluster }) => cluster === key);
  const namespaces = [...new Set(own.map(({ namespace }) => namespace))].sort(compareCodePoints);
  return namespaces.map((namespace) => ({
    namespace,
    members: own.filter((member) => member.namespace === namespace),
  }));
}
