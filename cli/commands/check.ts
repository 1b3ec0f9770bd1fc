import { loadProgram } from '../load';
import { hasErrors, run, type Run } from '../run';
import type { CommonOptions, Output } from '../output';
import { EXIT } from '../fault';
import { verdictText } from '../text/verdict';

/** `rackproof check`: everything but writing. */
export async function check(options: CommonOptions, output: Output): Promise<number> {
  const judged = run(await loadProgram(options.site));
  if (options.json) {
    output.json(judged.report);
  }
  output.note(verdictText(judged, output.style));
  return exitCodeOf(judged);
}

/** Errors are findings; warnings alone are not. */
export function exitCodeOf({ findings }: Pick<Run, 'findings'>): number {
  return hasErrors(findings) ? EXIT.findings : EXIT.ok;
}
