/** Something that the output refers to and that lives elsewhere. */
export interface External {
  /** `Kind` for Kubernetes' own group `""`, `group/Kind` for every other: `StorageClass` is `storage.k8s.io/StorageClass`. */
  readonly kind: string;
  /**
   * Namespace of a namespaced kind.
   *
   * @default - none: cluster-scoped
   */
  readonly namespace?: string;
  /** Name of the object. */
  readonly name: string;
  /** Who creates it, and why not this site. */
  readonly reason: string;
}

/**
 * Declares that something lives outside the output, so that a reference to it does not point nowhere.
 *
 * @example external({ kind: 'storage.k8s.io/StorageClass', name: 'longhorn', reason: 'created by the Longhorn chart' })
 */
export function external(thing: External): External {
  return Object.freeze({ ...thing });
}
