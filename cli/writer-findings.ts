import { relative } from 'node:path';
import type { Finding } from '../constructs/model';
import { complete, sortFindings } from '../guardrails/engine/check';
import { RULES } from '../guardrails/registry';
import type { TargetState, WriterFault } from '../synth/writer';

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

/** In which state a run that was stopped has left the target, in words that follow its name. */
export const TARGET_STATES: Readonly<Record<TargetState, string>> = {
  untouched: 'is as it was',
  unfinished: 'is half changed, every file whole: the next run completes it',
  complete: 'is the new output: the next run clears up',
};
