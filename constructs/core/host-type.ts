import type { Unwrap } from '@pulumi/pulumi';
import type { Symbolic } from './reference';

/** Arguments of an SDK class without Pulumi's wrappers; every scalar and list may also be a symbolic value of its type. */
export type HostInputs<Args> = Symbolised<Unwrap<Args>>;

type Symbolised<T> = T extends string | number | boolean
  ? T | Symbolic<T>
  : T extends readonly (infer E)[]
    ? readonly Symbolised<E>[] | Symbolic<T>
    : T extends object
      ? { readonly [K in keyof T]: Symbolised<T[K]> }
      : T;

/** Outputs of an SDK class without Pulumi's wrappers. */
export type HostOutputs<Resource> = Unwrap<Resource>;

/**
 * A Pulumi resource type with the types of its inputs and outputs, which exist for the compiler only: no SDK is loaded.
 */
export interface HostType<Args, Resource> {
  /** Pulumi type token: `proxmoxve:storage/pbs:Pbs`. */
  readonly token: string;
  /** @default - never set: carries types */
  readonly args?: Args;
  /** @default - never set: carries types */
  readonly resource?: Resource;
}

/** Names a resource type of a provider's SDK. */
export function hostType<Args, Resource>(token: string): HostType<Args, Resource> {
  return { token };
}
