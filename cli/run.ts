import type { Bundle, Finding } from '../constructs/model';
import { checkBundle, type CheckResult } from '../guardrails/engine/check';
import { RULES } from '../guardrails/registry';
import { filesOf } from '../synth/files';
import { pulumiProjectViolations } from '../synth/pulumi-project';
import type { Program } from '../synth/program';
import { renderBundle } from '../synth/render/bundle';
import { reportOf, type Report } from '../synth/report';
import type { OutputFile } from '../synth/writer';

/** A program, built, rendered and checked. Nothing is written. */
export interface Run extends CheckResult {
  readonly bundle: Bundle;
  readonly report: Report;
  /** Files of the output; empty while a finding is an error. */
  readonly files: readonly OutputFile[];
}

/**
 * Builds, renders and checks a program, and the Pulumi project of a folder: the same for every entry.
 *
 * @param folder where `Pulumi.yaml` is looked for
 */
export function run(program: Program, folder = process.cwd()): Run {
  const rendered = renderBundle(program);
  const project = pulumiProjectViolations(folder, rendered.resources);
  const bundle: Bundle = { ...rendered, violations: [...rendered.violations, ...project] };
  const verdict = checkBundle(bundle, RULES);
  const report = reportOf(bundle, verdict);
  return { ...verdict, bundle, report, files: hasErrors(verdict.findings) ? [] : filesOf(bundle, report) };
}

/** Whether a finding stops the output. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
