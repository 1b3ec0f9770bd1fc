import { programArgs, type Command } from '../child';
import type { Scratch } from '../scratch';
import { helmChart, jsonnetProgram, kustomization } from './inputs';
import type { Tool } from './tools';

/** A way to print the plain workload of a number of charts. */
export type Printer = (charts: number) => Command;

/** Ours, on a tree of constructs: one stream. */
export const ourStream: Printer = (charts) => program('stream', `${charts}`);

/** Ours: one file an object, with everything that the writer promises. */
export function ourFiles(charts: number, out: string): Command {
  return program('files', `${charts}`, out);
}

function program(name: string, ...args: readonly string[]): Command {
  return { file: process.execPath, args: programArgs(name, args) };
}

/** `helm template`, one `range` over the charts. */
export function helmTemplate({ file }: Tool, scratch: Scratch): (charts: number, out?: string) => Command {
  const chart = helmChart(scratch.fresh('helm-chart'));
  const home = scratch.fresh('helm-home');
  const env = { HELM_CACHE_HOME: home, HELM_CONFIG_HOME: home, HELM_DATA_HOME: home };
  return (charts, out) => {
    const args = ['template', 'workload', chart, '--set', `charts=${charts}`];
    return { file, args: out === undefined ? args : [...args, '--output-dir', out], env };
  };
}

/** `jsonnet`, a stream of JSON documents: its YAML is far slower. */
export function jsonnetStream({ file }: Tool, scratch: Scratch): Printer {
  const program = jsonnetProgram(scratch.fresh('jsonnet'));
  return (charts) => ({ file, args: ['--yaml-stream', '--tla-code', `charts=${charts}`, program] });
}

/** `kubectl kustomize` of one file for each chart. */
export function kustomize({ file }: Tool, scratch: Scratch): Printer {
  return (charts) => ({
    file,
    args: ['kustomize', kustomization(scratch.fresh(`kustomize-${charts}`), charts)],
    timeoutSeconds: 60,
  });
}
