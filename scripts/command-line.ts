import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A command line that cannot be meant, in words for whoever typed it. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: O }>>['values'];

/** How a script is called. */
export interface Usage<O extends Options> {
  /** What `--help` prints. */
  readonly usage: string;
  readonly options: O;
}

/**
 * Reads the command line of a script.
 *
 * @returns undefined if only help was asked for, and has been printed
 * @throws UsageError
 */
export function readArguments<O extends Options>(
  { usage, options }: Usage<O>,
  argv: readonly string[] = process.argv.slice(2),
): Values<O> | undefined {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(usage);
    return undefined;
  }
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * A whole number of the command line.
 *
 * @throws UsageError
 */
export function wholeNumber(
  option: string,
  text: string,
  { least = 0, most }: { least?: number; most: number },
): number {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) {
    return number;
  }
  throw new UsageError(`--${option} ${JSON.stringify(text)}: expected an integer from ${least} to ${most}`);
}

/** Largest seed of the generators of the tests. */
export const LARGEST_SEED = 2 ** 32 - 1;

/** Runs a script to its exit code: 2 and one line if the command line or the machine is wrong. */
export async function endWith(script: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await script();
  } catch (error) {
    const hint = error instanceof UsageError ? ' (--help tells what there is)' : '';
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}${hint}\n`);
    process.exitCode = 2;
  }
}
