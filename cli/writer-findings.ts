import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { Finding } from '../constructs/model';
import { complete, sortFindings } from '../guardrails/engine/check';
import { RULES } from '../guardrails/registry';
import type { Stopped, TargetState, WriterFault } from '../synth/writer';
import { pathList } from './text/summary';

/** What the writer refused, as findings like any other. */
export function writerFindings(faults: readonly WriterFault[], out: string): Finding[] {
  const where = relative('', out) || '.';
  return sortFindings(
    faults.map(({ rule, at, got, expected, fix, code }) => {
      const cause = code === undefined ? got : `${got} (${code})`;
      return complete({ rule, where, object: '', violation: { at, got: cause, expected, fix } }, RULES);
    }),
  );
}

/** What stopped a run, for `--json`: the name of the system's error (`ENOSPC`), or else the rule (`writer/locked`). */
export function codeOf(faults: readonly WriterFault[]): string | undefined {
  return faults.find(({ code }) => code !== undefined)?.code ?? faults[0]?.rule;
}

/** In which state a run that was stopped has left the target, and what of it is lost. */
export function stoppedText(outcome: Stopped, out: string): string {
  return [
    `${out} ${stateOf(outcome, out)}`,
    ...pathList('removed by completing an interrupted run:', outcome.removed),
    ...pathList('edited since that run, and replaced or removed:', outcome.edited),
  ].join('\n');
}

function stateOf({ faults, target, healed }: Stopped, out: string): string {
  if (target !== 'untouched') {
    return TARGET_STATES[target];
  }
  if (faults.some(({ rule }) => rule === 'writer/locked')) {
    return 'was not touched by this run; the other one may be changing it';
  }
  if (!existsSync(out)) {
    return 'was not made';
  }
  return healed ? 'is what the interrupted run was to write' : 'is as it was';
}

/** In words that follow the name of the target. */
const TARGET_STATES: Readonly<Record<TargetState, string>> = {
  untouched: 'is as it was',
  unfinished: 'is half changed, every file whole: the next run completes it',
  complete: 'is the new output: the next run clears up',
};
