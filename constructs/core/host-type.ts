import type { Output, Unwrap } from '@pulumi/pulumi';
import type { Symbolic } from './reference';

/**
 * Arguments of an SDK class without Pulumi's wrappers; every scalar and every list, at any depth, may also be a symbolic
 * value of its type. An object is written out, its members may be symbolic.
 */
export type HostInputs<Args> = Members<Unwrap<Args>>;

type Members<T> = { readonly [K in keyof T]: Symbolised<T[K]> };

/** `T | undefined` is asked as a whole: an output that may be absent fits an input that may be absent, and no other. */
type Symbolised<T> = Plain<T> | ([Extract<T, Leaf>] extends [never] ? never : Symbolic<Extract<T, Leaf | undefined>>);

type Leaf = string | number | boolean | readonly unknown[];

type Plain<T> = T extends readonly (infer E)[] ? readonly Symbolised<E>[] : T extends object ? Members<T> : T;

/** Outputs of an SDK class without Pulumi's wrappers; methods of the class are none. */
export type HostOutputs<Resource> = {
  readonly [K in keyof Resource as Resource[K] extends Output<infer _> ? K : never]: Unwrap<Resource[K]>;
};

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

/**
 * Names a resource type of a provider's SDK.
 *
 * @example hostType<PbsArgs, Pbs>('proxmoxve:storage/pbs:Pbs'), both imported with `import type`
 */
export function hostType<Args, Resource>(token: string): HostType<Args, Resource> {
  return { token };
}
