import { misplaced } from '../../../cli/output-place';
import { resolve, type PlacedViolation } from '../../../constructs/model';
import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { Applier } from './applier';

/** Rules about what Argo CD reads. */
export const GITOPS_APPLIERS: readonly [string, Applier][] = [
  ['the place of the output in its repository', (input: unknown): readonly PlacedViolation[] => place(input as Place)],
];

interface Place {
  readonly path: string;
  readonly place: string;
}

function place({ path, place }: Place): readonly PlacedViolation[] {
  const site = exampleSiteWith(({ clusters }) => {
    clusters['home']!.gitops.path = path;
  });
  return misplaced(place, resolve(site));
}
