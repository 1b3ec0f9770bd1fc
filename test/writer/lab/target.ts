import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { writeOutput, type OutputFile, type WriteOutcome } from '../../../synth/writer';
import type { Output } from './outputs';

/** How a process is run. */
export interface RunOptions {
  readonly adopt?: boolean;
  /** File whose appearance lets it start; several processes may wait for the same. */
  readonly start?: string;
  /** Operation before which it waits, and the place it is on, inside the target: `rename a/b`. */
  readonly hold?: string;
  /** Number of the operation before which it ends itself by SIGKILL. */
  readonly endAt?: number;
  /** Command that runs it: `setpriv --reuid 65534`. */
  readonly through?: readonly string[];
  readonly isMortalToSigxfsz?: boolean;
}

/** A process that writes an output. */
export interface Run {
  readonly process: ChildProcess;
  /** Settles when it is about to look at the target. */
  readonly ready: Promise<void>;
  /** Settles when it waits before the operation that is held. */
  readonly held: Promise<void>;
  /** Lets it go on. */
  goOn(): void;
  /** Settles when it has said how it went; never, if it is ended before. */
  readonly done: Promise<unknown>;
  /** Number of its operations, once it has ended. */
  operations(): number;
  /** Settles at its end; without an outcome if it was ended. */
  readonly ended: Promise<WriteOutcome | undefined>;
}

let runs = 0;

/** A directory that processes write outputs to. */
export class Target {
  constructor(
    /** The compiled child program. */
    private readonly program: string,
    /** As the processes see it. */
    public readonly out: string,
    private readonly through: readonly string[] = [],
    /** As this process sees it. */
    public readonly seen: string = out,
  ) {}

  /** Starts a process. */
  public start(output: Output, options: RunOptions = {}): Run {
    const until = `${output.request}.go-on-${++runs}`;
    const child = ['node', this.program, this.out, output.request, ...flagsOf(options, until)];
    const [command = '', ...args] = [...this.through, ...(options.through ?? []), ...child];
    const process = spawn(command, args);
    let [text, notes] = ['', ''];
    process.stdout.on('data', (data: Buffer) => (text += data.toString()));
    process.stderr.on('data', (data: Buffer) => (notes += data.toString()));
    const says = async (word: string): Promise<void> => {
      while (!notes.includes(`${word}\n`)) await Promise.race([once(process.stderr, 'data'), endOf(process, word)]);
    };
    const ended = once(process, 'close').then(([code]: (number | null)[]) => {
      if (text === '' && typeof code === 'number' && code < 128)
        throw new Error(notes === '' ? `exit code ${code}` : notes);
      return text === '' ? undefined : (JSON.parse(text) as WriteOutcome);
    });
    return {
      process,
      done: once(process.stdout, 'data'),
      operations: () => Number(/operations (\d+)/.exec(notes)?.[1]),
      ready: quiet(says('ready')),
      held: quiet(options.hold === undefined ? Promise.resolve() : says('held')),
      goOn: () => {
        writeFileSync(until, '');
      },
      ended,
    };
  }

  /** Runs a process to its end. */
  public async run(output: Output, options: RunOptions = {}): Promise<WriteOutcome | undefined> {
    return this.start(output, options).ended;
  }
}

/** A target whose undisturbed runs are made in this process: much faster, where what matters are the disturbed ones. */
export class NearTarget extends Target {
  public override run(output: Output, { adopt = false }: Pick<RunOptions, 'adopt'> = {}): Promise<WriteOutcome> {
    const files = JSON.parse(readFileSync(output.request, 'utf8')) as OutputFile[];
    return Promise.resolve(writeOutput({ out: this.out, files, adopt }));
  }
}

function flagsOf({ adopt, start, hold, endAt, isMortalToSigxfsz }: RunOptions, until: string): string[] {
  return [
    ...(adopt === true ? ['--adopt'] : []),
    ...(start === undefined ? [] : ['--start', start]),
    ...(hold === undefined ? [] : ['--hold', hold, '--until', until]),
    ...(endAt === undefined ? [] : ['--end-at', String(endAt)]),
    ...(isMortalToSigxfsz === true ? ['--mortal-to-sigxfsz'] : []),
  ];
}

/** Whoever does not ask is not told that it failed. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

async function endOf(process: ChildProcess, word: string): Promise<never> {
  await once(process, 'close');
  throw new Error(`the process ended and has never been ${word}`);
}
