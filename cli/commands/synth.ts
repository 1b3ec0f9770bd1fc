import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { writeOutput, type WriteOutcome } from '../../synth/writer';
import { EXIT } from '../fault';
import { loadProgram } from '../load';
import type { CommonOptions, Output } from '../output';
import { hasErrors, run, type Run } from '../run';
import { outputPlaceFindings } from '../output-place';
import { findingsText } from '../text/findings';
import { summaryText } from '../text/summary';
import { codeOf, stoppedText, writerFindings } from '../writer-findings';

/** Options of `rackproof synth`. */
export interface SynthOptions extends CommonOptions {
  readonly out: string;
  readonly adopt: boolean;
}

/** `rackproof synth`: check, then write. */
export async function synth(options: SynthOptions, output: Output): Promise<number> {
  const started = performance.now();
  const judged = atPlace(run(await loadProgram(options.site)), options.out);
  if (hasErrors(judged.findings)) {
    return refuse(judged, options, output);
  }
  const { out, adopt } = options;
  const outcome = writeOutput({ out, files: judged.files, adopt, owner: judged.report.site });
  return outcome.ok
    ? report(judged, outcome, { options, output, milliseconds: performance.now() - started })
    : stopped(outcome, options, output);
}

/** A run with what only the target tells; the report that is written says nothing of it. */
function atPlace(judged: Run, out: string): Run {
  return { ...judged, findings: [...judged.findings, ...outputPlaceFindings(out, judged.bundle.site)] };
}

function refuse(judged: Run, options: SynthOptions, output: Output): number {
  if (options.json) {
    output.json({ ...judged.report, findings: judged.findings, written: [], removed: [], edited: [], unchanged: 0 });
  }
  output.note(findingsText(judged.findings, output.style));
  output.note(`nothing was written${existsSync(options.out) ? `: ${options.out} is as it was` : ''}`);
  return EXIT.findings;
}

interface Reporting {
  readonly options: SynthOptions;
  readonly output: Output;
  readonly milliseconds: number;
}

function report(judged: Run, outcome: Written, { options, output, milliseconds }: Reporting): number {
  if (options.json) {
    const { ok: _ok, ...done } = outcome;
    output.json({ ...judged.report, findings: judged.findings, ...done });
  }
  if (judged.findings.length > 0) {
    output.note(`${findingsText(judged.findings, output.style)}\n`);
  }
  output.note(summaryText(judged, outcome, { out: relative('', options.out) || '.', milliseconds }));
  return EXIT.ok;
}

type Written = Extract<WriteOutcome, { readonly ok: true }>;

function stopped(outcome: Exclude<WriteOutcome, Written>, options: SynthOptions, output: Output): number {
  const findings = writerFindings(outcome.faults, options.out);
  if (options.json) {
    const { target, healed, removed, edited } = outcome;
    output.json({ code: codeOf(outcome.faults), target, healed, removed, edited, findings });
  }
  output.note(findingsText(findings, output.style));
  output.note(stoppedText(outcome, options.out));
  return EXIT.stopped;
}
