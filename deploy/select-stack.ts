import { SpecError } from '../constructs/model';
import type { StackBuilder } from '../synth/program';

/**
 * The stack of a program that `pulumi stack select` chose.
 *
 * @throws SpecError `stack/unknown` if the program has no such stack.
 */
export function selectStack(builders: readonly StackBuilder[], name: string, site: string): StackBuilder {
  const found = builders.find(({ stack }) => stack === name);
  if (found === undefined) {
    const names = builders.map(({ stack }) => stack).sort();
    throw new SpecError(`site ${site}`, 'stack/unknown', {
      at: 'stack',
      got: name,
      expected: names.length === 0 ? 'no stack: the site has no host resources' : names.join(' or '),
      ...(names.length === 0 ? {} : { fix: `pulumi stack select ${names.join(', or ')}` }),
    });
  }
  return found;
}
