import type { HostObject } from './bundle';

/** Marks a construct of the host plane, across copies of this package. */
export const HOST_RESOURCE: unique symbol = Symbol.for('rackproof.HostResource') as never;

/** A leaf of the host plane as the renderer sees it. */
export interface HostResourceNode {
  readonly [HOST_RESOURCE]: true;
  /** The resource as text: what `plan.json` holds. */
  toHostObject(): HostObject;
}

let made: unknown[] | undefined;

/** Runs what may make stacks, and gives all that it made: a builder that throws never hands its own out. */
export function stacksMadeBy<T>(run: () => T): { readonly result: T; readonly stacks: readonly unknown[] } {
  const before = made;
  const own: unknown[] = [];
  made = own;
  try {
    return { result: run(), stacks: own };
  } finally {
    made = before;
  }
}

/** Every stack tells that it was made. */
export function stackMade(stack: object): void {
  made?.push(stack);
}

/** Whether a construct is a leaf of the host plane. */
export function isHostResource(construct: object): construct is HostResourceNode {
  return HOST_RESOURCE in construct;
}
