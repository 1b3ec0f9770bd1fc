import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { writeOutput, type OutputFile } from '../synth/writer';
import type { Program } from '../synth/program';
import { EXIT } from './fault';
import { terminal, type Output } from './output';
import { hasErrors, run } from './run';
import { findingsText } from './text/findings';
import { stoppedText, writerFindings } from './writer-findings';

/** Folder of the Kubernetes plane in the output. */
const CLUSTERS = 'clusters';

/**
 * Makes a program the app of `cdk8s synth`: under that command it checks and writes, anywhere else it does nothing.
 *
 * Where cdk8s.yaml's `output` is `<out>/clusters` the whole of `<out>` is written, host plane and inventory included;
 * with `-o` or `-p` only the cluster tree. A finding that is an error goes to stderr and nothing is written.
 *
 * @returns the program, to be exported for `rackproof synth --site`.
 */
export function cdk8sApp(program: Program, environment = process.env): Program {
  const outdir = environment['CDK8S_OUTDIR'];
  if (outdir !== undefined) {
    process.exitCode = synthTo(outdir, program, terminal());
  }
  return program;
}

function synthTo(outdir: string, program: Program, output: Output): number {
  const judged = run(program);
  if (judged.findings.length > 0) {
    output.note(findingsText(judged.findings, output.style));
  }
  if (hasErrors(judged.findings)) {
    return EXIT.findings;
  }
  const whole = isConfiguredOutput(outdir);
  const out = whole ? dirname(resolve(outdir)) : resolve(outdir);
  const files = whole ? judged.files : clusterTree(judged.files);
  const outcome = writeOutput({ out, files, owner: judged.report.site });
  if (outcome.ok) {
    return EXIT.ok;
  }
  output.note(findingsText(writerFindings(outcome.faults, out), output.style));
  output.note(stoppedText(outcome, out));
  return EXIT.stopped;
}

/** Whether a folder is the one that cdk8s.yaml names, and is called as the output's own folder is. */
function isConfiguredOutput(outdir: string): boolean {
  const file = resolve('cdk8s.yaml');
  if (basename(outdir) !== CLUSTERS || !existsSync(file)) {
    return false;
  }
  const config = parse(readFileSync(file, 'utf8')) as { output?: unknown } | null;
  return typeof config?.output === 'string' && resolve(config.output) === resolve(outdir);
}

function clusterTree(files: readonly OutputFile[]): OutputFile[] {
  return files
    .filter(({ path }) => path.startsWith(`${CLUSTERS}/`))
    .map((file) => ({ ...file, path: file.path.slice(CLUSTERS.length + 1) }));
}
