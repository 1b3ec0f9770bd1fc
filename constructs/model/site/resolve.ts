import type { SiteInput } from './input';
import { Site } from './site';

/**
 * Gives a site its defaults and the values that follow from it.
 *
 * Pure, and total for every site that has the shape of {@link SiteInput}: a reference that leads nowhere is reported by
 * the site's rules, and throws only when it is followed.
 */
export function resolve(input: SiteInput): Site {
  return new Site(input);
}

/** A site that lacks the shape of {@link SiteInput}: its name, and nothing that could be built from. */
export function unresolved(input: SiteInput): Site {
  return new Site(input, { name: nameOf(input), domain: '', failureDomains: {}, networks: {}, hosts: {} });
}

function nameOf({ name }: { readonly name: unknown }): string {
  return typeof name === 'string' ? name : '';
}
