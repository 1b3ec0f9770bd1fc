import type { KubeObject } from '../../constructs/model';
import { getOrAdd } from './get-or-add';

/**
 * How a rule finds objects that belong to one under check: by keys that each object of a kind is filed under. Define it
 * once, beside the rule: objects are filed when it is first asked, once for all objects under check.
 */
export interface Filing {
  readonly kind: string;
  /** Keys of one object; it is found under each of them. Reads anything, throws never. */
  readonly keysOf: (object: KubeObject) => readonly string[];
}

/** A filing by namespace. */
export function byNamespace(kind: string): Filing {
  return { kind, keysOf: ({ manifest }) => [manifest.metadata.namespace ?? ''] };
}

/** Key for what belongs to a namespace: names of Kubernetes hold no `/`. */
export function inNamespace(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/** Objects by their keys. */
export function filed(objects: readonly KubeObject[], { keysOf }: Filing): ReadonlyMap<string, readonly KubeObject[]> {
  const files = new Map<string, KubeObject[]>();
  for (const object of objects) {
    for (const key of keysOf(object)) {
      getOrAdd(files, key, () => []).push(object);
    }
  }
  return files;
}
