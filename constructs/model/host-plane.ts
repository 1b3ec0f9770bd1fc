import type { HostObject } from './bundle';

/** Marks a construct of the host plane, across copies of this package. */
export const HOST_RESOURCE: unique symbol = Symbol.for('rackproof.HostResource') as never;

/** A leaf of the host plane as the renderer sees it. */
export interface HostResourceNode {
  readonly [HOST_RESOURCE]: true;
  /** The resource as text: what `plan.json` holds. */
  toHostObject(): HostObject;
}

/** Whether a construct is a leaf of the host plane. */
export function isHostResource(construct: object): construct is HostResourceNode {
  return HOST_RESOURCE in construct;
}
