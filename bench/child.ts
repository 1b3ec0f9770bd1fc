import { spawnSync } from 'node:child_process';
import { extname, join } from 'node:path';
import { packageRoot } from '../guardrails/schemas/package-root';

/** Root of the checkout, where children run, whether this file is compiled or not. */
export const ROOT = packageRoot();

/** Arguments of Node for this checkout's sources, as the scripts of package.json have them. */
export const FROM_SOURCES = ['--conditions', 'rackproof-checkout', '--import', 'tsx'] as const;

/** A process that has ended well. */
export interface Ended {
  readonly stdout: string;
  /** Wall time from its start to its end, in milliseconds. */
  readonly milliseconds: number;
}

/** A command and its arguments; no shell is between. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** @default none besides those of this process */
  readonly env?: Readonly<Record<string, string>>;
  /** @default 10 minutes */
  readonly timeoutSeconds?: number;
}

/**
 * Runs a command in the checkout and waits for it.
 *
 * @throws Error if it does not end with 0
 */
export function runCommand({ file, args, env = {}, timeoutSeconds = 600 }: Command): Ended {
  const start = performance.now();
  const { status, signal, stdout, stderr, error } = spawnSync(file, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 30,
    timeout: timeoutSeconds * 1000,
    killSignal: 'SIGKILL',
  });
  const milliseconds = performance.now() - start;
  if (status !== 0) {
    const how = error?.message ?? signal ?? `${status}: ${stderr.trim().split('\n').slice(-5).join('\n')}`;
    throw new Error(`${[file, ...args].join(' ')} ended with ${how}`);
  }
  return { stdout, milliseconds };
}

/** Arguments of Node for a program of bench/programs: compiled if this file is. */
export function programArgs(name: string, args: readonly string[]): readonly string[] {
  const own = extname(__filename);
  const node = own === '.ts' ? FROM_SOURCES : [];
  return ['--expose-gc', ...node, join(__dirname, 'programs', `${name}${own}`), ...args];
}

/**
 * Runs a program of bench/programs, with `--expose-gc`.
 *
 * @returns reads one of the numbers that it said at its end
 */
export function runProgram(name: string, args: readonly string[]): (key: string) => number {
  const { stdout } = runCommand({ file: process.execPath, args: programArgs(name, args) });
  const said = JSON.parse(stdout) as Record<string, unknown>;
  return (key) => {
    const value = said[key];
    if (typeof value !== 'number') {
      throw new Error(`the program ${name} said nothing of ${key}`);
    }
    return value;
  };
}
