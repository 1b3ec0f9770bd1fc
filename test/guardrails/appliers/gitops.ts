import { misplaced } from '../../../cli/output-place';
import { wavesOf } from '../../../constructs/gitops';
import { resolve, SpecError, type PlacedViolation } from '../../../constructs/model';
import { exampleSiteWith } from '../../../guardrails/engine/example-site';
import type { Applier } from './applier';

/** Rules about what Argo CD reads. */
export const GITOPS_APPLIERS: readonly [string, Applier][] = [
  ['the place of the output in its repository', (input: unknown): readonly PlacedViolation[] => place(input as Place)],
  ['wavesOf', (input: unknown): readonly PlacedViolation[] => order(input as Order)],
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

interface Order {
  readonly needs: Readonly<Record<string, readonly string[]>>;
}

function order({ needs }: Order): readonly PlacedViolation[] {
  try {
    wavesOf(
      Object.entries(needs).map(([name, others]) => ({ name, needs: others })),
      'row',
    );
    return [];
  } catch (error) {
    if (error instanceof SpecError) {
      const { rule, where, violation } = error;
      return [{ rule, where, object: '', violation }];
    }
    throw error;
  }
}
