import { checkBundle } from '../guardrails/engine/check';
import { RULES } from '../guardrails/registry';
import { filesOf } from '../synth/files';
import type { Program } from '../synth/program';
import { renderBundle } from '../synth/render/bundle';
import { reportOf } from '../synth/report';

/** Milliseconds of the parts of a run. */
export interface CheckedRun {
  readonly render: number;
  readonly check: number;
  readonly files: number;
  readonly total: number;
}

/**
 * Does what a run of the command does before it writes, all checks on: builds and renders, checks, prints the files.
 *
 * @throws Error if a check finds an error: what is refused is not printed, and the time would be too short
 */
export function runTimed(program: Program): CheckedRun {
  const start = performance.now();
  const bundle = renderBundle(program);
  const rendered = performance.now();
  const verdict = checkBundle(bundle, RULES);
  const checked = performance.now();
  const error = verdict.findings.find(({ severity }) => severity === 'error');
  if (error !== undefined) {
    throw new Error(`the workload is refused: ${JSON.stringify(error)}`);
  }
  const files = filesOf(bundle, reportOf(bundle, verdict));
  const end = performance.now();
  if (files.length <= bundle.objects.length || bundle.objects.length === 0) {
    throw new Error(`${files.length} files of ${bundle.objects.length} objects`);
  }
  return { render: rendered - start, check: checked - rendered, files: end - checked, total: end - start };
}
