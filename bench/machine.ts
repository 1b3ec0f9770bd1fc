import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './child';

/** What the figures were measured on. Names of the machine and of its user are left out. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** Versions of the packages that take part. */
  readonly packages: Readonly<Record<string, string>>;
  /** Commit of this checkout, with `+` where files differ from it. */
  readonly commit: string;
}

const PACKAGES = ['cdk8s', 'cdk8s-cli', 'constructs', 'js-yaml', 'tsx'] as const;

/** Describes this machine and this checkout. */
export function machineOf(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()} ${release().split('-')[0] ?? ''}`.trim(),
    node: process.version,
    packages: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
    commit: commitOf(),
  };
}

function versionOf(name: string): string {
  const file = join(ROOT, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function commitOf(): string {
  const head = git('rev-parse', '--short=12', 'HEAD');
  // The results themselves are written by the run.
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!bench/*.json');
  return head === '' ? 'unknown' : `${head}${changed === '' ? '' : '+'}`;
}

function git(...args: readonly string[]): string {
  const { status, stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}
