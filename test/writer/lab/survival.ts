import type { Stopped, TargetState, WriteOutcome } from '../../../synth/writer';
import { judge, type Phase, type Story, type Verdict } from './judge';
import type { Output } from './outputs';
import type { Target } from './target';

/** What is asked of a target besides what {@link judge} asks of every one. */
export interface Demand {
  /**
   * How the last run ended.
   *
   * @default - the process was ended
   */
  readonly outcome?: WriteOutcome | undefined;
  /**
   * Whether the cause has also kept the run from clearing up what it had staged.
   *
   * @default false
   */
  readonly isUntidy?: boolean;
  /**
   * Whether the next run adopts the target: the first one was ended before there was an inventory.
   *
   * @default false
   */
  readonly adopt?: boolean;
}

/**
 * Asserts all that the writer promises, whatever has happened to a target: {@link judge} finds nothing, what the run
 * said of its state is true, the next run leaves exactly its output and nothing else, and a second one has nothing to do.
 *
 * Every test of this folder ends here, so that none checks less than another.
 *
 * @returns how far the run had come
 */
export async function expectSurvived(target: Target, story: Story, demand: Demand = {}): Promise<Phase> {
  const { phase } = expectSound(target, story, demand);
  const next = nextOf(story);
  const settled = { ...story, past: [story.before, ...story.since], before: next, since: [] };
  const { adopt = false } = demand;
  expectSound(target, settled, { outcome: await target.run(next, { adopt }) });
  const again = await target.run(next);
  expectSound(target, settled, { outcome: again });
  if (again?.ok !== true || again.written.length > 0) throw new Error(`the next run has not healed: ${said(again)}`);
  return phase;
}

/** Asserts what must hold of a target as it is: the part of {@link expectSurvived} that starts no run. */
export function expectSound(target: Target, story: Story, demand: Demand = {}): Verdict {
  const verdict = judge(target.seen, story);
  const problems = [...verdict.problems, ...lies(verdict, nextOf(story), demand)];
  if (problems.length === 0) return verdict;
  throw new Error(`${problems.join('\n')}\nphase ${verdict.phase}, the run said ${said(demand.outcome)}`);
}

/** The output that the last run has begun to write. */
function nextOf({ before, since }: Story): Output {
  return since.at(-1) ?? before;
}

const TRUE_PHASES: Readonly<Record<TargetState, readonly Phase[]>> = {
  untouched: ['untouched', 'locked', 'staged'],
  unfinished: ['decided', 'partly', 'complete'],
  complete: ['complete'],
};

/** What a run has said of the target and is not so. */
function lies(verdict: Verdict, next: Output, { outcome, isUntidy = false }: Demand): string[] {
  if (outcome === undefined) return [];
  const mayLeave = !outcome.ok && (outcome.target !== 'untouched' || isUntidy);
  const { left } = verdict;
  const lie = outcome.ok ? lieOfSuccess(verdict, next) : lieOfFailure(verdict, outcome);
  return [...(mayLeave || left.length === 0 ? [] : [`the run has left ${left.join(', ')}`]), ...lie];
}

function lieOfSuccess({ becomes }: Verdict, next: Output): string[] {
  return becomes === next ? [] : ['the run succeeded, and the target is not its output'];
}

function lieOfFailure({ phase }: Verdict, { target, healed }: Stopped): string[] {
  return healed || TRUE_PHASES[target].includes(phase) ? [] : [`the run says ${target}`];
}

function said(outcome: WriteOutcome | undefined): string {
  return outcome === undefined ? 'nothing' : JSON.stringify(outcome);
}
