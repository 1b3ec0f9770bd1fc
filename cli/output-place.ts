import { existsSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import type { Finding, PlacedViolation, Site } from '../constructs/model';
import { complete } from '../guardrails/engine/check';
import { RULES } from '../guardrails/registry';

/**
 * Warns where Argo CD would look for the output elsewhere in the repository than where it is written. A target outside every
 * Git work tree says nothing about that.
 */
export function outputPlaceFindings(out: string, site: Site): Finding[] {
  const root = workTreeOf(resolve(out));
  return root === undefined ? [] : misplaced(relative(root, resolve(out)), site).map((found) => complete(found, RULES));
}

/** Clusters whose `gitops.path` is not the place of the output in its repository. */
export function misplaced(place: string, site: Site): PlacedViolation[] {
  const here = posix.normalize(place.split(sep).join(posix.sep) || '.');
  return [...site.clusters.values()]
    .filter(({ gitops }) => posix.normalize(gitops.path) !== here)
    .map(({ key, gitops }) => ({
      rule: 'gitops/output-place',
      where: `site ${site.name}`,
      object: '',
      violation: {
        at: `clusters.${key}.gitops.path`,
        got: `${JSON.stringify(gitops.path)}, while the output is written to ${JSON.stringify(here)} of its repository`,
        expected: 'the place of the output in its repository',
        fix: `write --out <checkout>/${gitops.path}, or set gitops.path to ${JSON.stringify(here)}`,
      },
    }));
}

/** The nearest folder above that holds `.git`, which is a file in a linked work tree. */
function workTreeOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) {
    return folder;
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : workTreeOf(parent);
}
