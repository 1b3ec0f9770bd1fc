import { INVOCATION } from '../invocation';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { verifyOutput } from '../../synth/writer';
import { packageRoot } from '../../guardrails/schemas/package-root';

/** Something that was looked at. */
export interface Symptom {
  /** `broken` stops a command of rackproof; `absent` only limits what can be done. */
  readonly state: 'ok' | 'absent' | 'broken';
  readonly what: string;
  readonly found: string;
  /** Command or step that mends it. */
  readonly fix?: string;
}

/** Looks at this machine and at an output folder. Nothing is changed and nothing is asked over a network. */
export function examine({
  out,
  environment = process.env,
}: {
  out: string;
  environment?: NodeJS.ProcessEnv;
}): Symptom[] {
  return [
    nodeVersion(),
    library('constructs', 'npm install constructs'),
    library('cdk8s', 'npm install cdk8s'),
    optionalLibrary('@pulumi/pulumi', 'npm install @pulumi/pulumi@3.248.0'),
    optionalLibrary('@muhlba91/pulumi-proxmoxve', 'npm install @muhlba91/pulumi-proxmoxve@8.6.0'),
    program('git', 'the output belongs into a Git repository', environment),
    program('pulumi', 'install the Pulumi CLI 3.248 or later: only `pulumi up` needs it', environment),
    ...outputFolder(out),
  ];
}

function nodeVersion(): Symptom {
  const { engines } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as Manifest;
  const symptom = { what: 'Node.js', found: process.versions.node } as const;
  return numberOf(symptom.found) >= numberOf(engines.node)
    ? { state: 'ok', ...symptom }
    : { state: 'broken', ...symptom, fix: `install Node.js ${engines.node}` };
}

/** Major and minor version as one number: `>=20.19` is 20.019. */
function numberOf(version: string): number {
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(major) + Number(minor) / 1000;
}

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
}

function library(name: string, fix: string): Symptom {
  const version = installedVersion(name);
  return version === undefined
    ? { state: 'broken', what: name, found: 'not installed', fix }
    : { state: 'ok', what: name, found: version };
}

function optionalLibrary(name: string, fix: string): Symptom {
  const symptom = library(name, `${fix}: only the host plane needs it`);
  return symptom.state === 'broken' ? { ...symptom, state: 'absent' } : symptom;
}

function installedVersion(name: string): string | undefined {
  for (const folder of require.resolve.paths(name) ?? []) {
    const file = join(folder, name, 'package.json');
    if (existsSync(file)) {
      return (JSON.parse(readFileSync(file, 'utf8')) as Manifest).version;
    }
  }
  return undefined;
}

function program(name: string, fix: string, environment: NodeJS.ProcessEnv): Symptom {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => existsSync(join(folder, name)))
    ? { state: 'ok', what: name, found: 'on the PATH' }
    : { state: 'absent', what: name, found: 'not on the PATH', fix };
}

function outputFolder(out: string): Symptom[] {
  const outcome = verifyOutput(out);
  if (!outcome.ok) {
    return outcome.faults.map(({ got, fix }) => ({ state: 'broken', what: out, found: got, fix }));
  }
  if (outcome.unfinished) {
    return [{ state: 'broken', what: out, found: 'an interrupted run', fix: `${INVOCATION} synth completes it first` }];
  }
  if (outcome.files === undefined) {
    return [{ state: 'absent', what: out, found: 'no output of rackproof', fix: `${INVOCATION} synth` }];
  }
  if (outcome.differing.length > 0) {
    const found = `changed since it was written: ${outcome.differing.join(', ')}`;
    return [{ state: 'broken', what: out, found, fix: `${INVOCATION} synth writes it anew` }];
  }
  return [{ state: 'ok', what: out, found: `${outcome.files} files as they were written` }];
}
