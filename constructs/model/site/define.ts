import type { SiteInput } from './input';

const DEFINED: unique symbol = Symbol.for('rackproof.Site') as never;

/**
 * Defines a site. Keys that refer to hosts, networks, failure domains or clusters are checked by the compiler.
 *
 * Nothing is computed here: {@link resolve} gives the values that follow, and the site's rules judge it.
 *
 * @example export default defineSite({ name: 'homelab', domain: 'home.example', ... })
 */
export function defineSite<
  const D extends string,
  const N extends string,
  const H extends string,
  const C extends string = never,
>(input: SiteInput<D, N, H, C>): SiteInput {
  return Object.freeze({ ...input, [DEFINED]: true });
}

/** Whether a value comes from {@link defineSite}, also from another copy of this package. */
export function isSiteInput(value: unknown): value is SiteInput {
  return typeof value === 'object' && value !== null && DEFINED in value;
}
