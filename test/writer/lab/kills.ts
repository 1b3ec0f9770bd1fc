import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTHING, outputOf, version, type Output } from './outputs';
import { plantForeign } from './foreign';
import { PHASES, type Phase, type Story } from './judge';
import { Random } from '../../fixtures/random';
import type { Medium, Scratch } from './scratch';
import { expectSound, expectSurvived } from './survival';
import { NearTarget, type Run, type Target } from './target';

/** What is to be tried. */
export interface KillPlan {
  /** Number of runs to end. */
  readonly kills: number;
  readonly seed: number;
  /** Where the target is. */
  readonly medium: Medium;
  /** Number of files of an output, about. */
  readonly files: number;
  /** Called after every run that was ended, with the number of them and of those that were missed. */
  readonly onKill?: (kills: number, missed: number) => void;
  /** Ends the trial early, after a run that heals. */
  readonly signal?: AbortSignal;
}

/** What has happened. */
export interface KillReport {
  readonly medium: Medium;
  readonly kills: number;
  /** How many of them ended a run that was to complete an interrupted one. */
  readonly killsOfHealing: number;
  /** Most runs that were ended in a row, before one was let through. */
  readonly longestRow: number;
  /** Runs that ended before they could be. */
  readonly missed: number;
  /** How many runs were let through after others had been ended; each left exactly its output. */
  readonly healed: number;
  /** How far the runs had come that were ended at a moment, whatever they were doing. */
  readonly byClock: Readonly<Record<Phase, number>>;
  /** How far the runs had come that were ended before an operation, each as likely as any other. */
  readonly byOperation: Readonly<Record<Phase, number>>;
}

interface Waiting {
  readonly output: Output;
  readonly run: Run;
  readonly start: string;
  readonly way: 'byClock' | 'byOperation';
}

/** Longest row of runs that are ended before one is let through. */
const LONGEST_ROW = 6;

/** How much longer than a whole run the latest moment is: some runs end before they are ended. */
const BEYOND = 1.05;

/** Ends runs by SIGKILL, at moments spread over the time that a run takes, and judges the target after each. */
export class Killing {
  private readonly random: Random;
  private readonly outputs: readonly Output[];
  private readonly durations: number[] = [];
  private readonly operations: number[] = [];
  private readonly phases = { byClock: noPhases(), byOperation: noPhases() };
  private readonly count = { kills: 0, killsOfHealing: 0, longestRow: 0, missed: 0, healed: 0 };
  private readonly folder: string;
  private readonly target: Target;
  private waiting: Waiting | undefined;
  private starts = 0;
  private story: Story = { before: NOTHING, since: [], foreign: new Map() };

  constructor(
    private readonly plan: KillPlan,
    program: string,
    scratch: Scratch,
  ) {
    this.random = new Random(plan.seed);
    this.folder = scratch.folder();
    this.outputs = ['a', 'b', 'c'].map((name) => outputOf(this.folder, name, version(name, plan.files)));
    this.target = new NearTarget(program, join(scratch.folder(plan.medium), 'out'));
  }

  /** @throws Error that says what is wrong, at the first thing that is */
  public async run(): Promise<KillReport> {
    await this.begin();
    const isOver = (): boolean => this.count.kills >= this.plan.kills || this.plan.signal?.aborted === true;
    while (!isOver()) await this.row(1 + Math.floor(this.random.fraction() * LONGEST_ROW));
    this.waiting?.run.process.kill('SIGKILL');
    return { medium: this.plan.medium, ...this.count, ...this.phases };
  }

  /** The first output, foreign files beside it, and how long a run takes. */
  private async begin(): Promise<void> {
    await this.complete(this.outputs[0]!);
    this.story = { ...this.story, foreign: plantForeign(this.target.out) };
    for (const output of [...this.outputs, ...this.outputs]) {
      const run = this.target.start(output);
      await run.ready;
      const started = performance.now();
      await run.done;
      this.durations.push(performance.now() - started);
      await run.ended;
      this.operations.push(run.operations());
      this.settle(output);
    }
  }

  /** Ends some runs, one after the other, and lets one through. */
  private async row(length: number): Promise<void> {
    let done = 0;
    while (done < length && this.count.kills < this.plan.kills) done += (await this.kill()) ? 1 : 0;
    this.count.longestRow = Math.max(this.count.longestRow, done);
    const last = this.story.since.at(-1);
    await this.complete(last !== undefined && this.random.fraction() < 0.5 ? last : this.other());
    this.count.healed++;
  }

  /** Starts a run and ends it; false if it was faster. */
  private async kill(): Promise<boolean> {
    const { output, run, start, way } = this.waiting ?? this.prepared();
    await run.ready;
    const isHealing = existsSync(join(this.target.out, '.rackproof/journal.json'));
    writeFileSync(start, '');
    const moment = this.random.fraction() * BEYOND * medianOf(this.durations);
    const timer = way === 'byClock' ? setTimeout(() => run.process.kill('SIGKILL'), moment) : undefined;
    const outcome = await run.ended;
    clearTimeout(timer);
    this.story = { ...this.story, since: [...this.story.since, output] };
    // It starts up while the target is judged.
    this.waiting = this.prepared();
    const { phase } = expectSound(this.target, this.story, { outcome });
    if (outcome?.ok === false) throw new Error(`the run was stopped: ${JSON.stringify(outcome)}`);
    if (outcome) {
      this.settle(output);
      this.count.missed++;
      return false;
    }
    this.phases[way][phase]++;
    this.count.killsOfHealing += isHealing ? 1 : 0;
    this.count.kills++;
    this.plan.onKill?.(this.count.kills, this.count.missed);
    return true;
  }

  /** A process that waits for its start. */
  private prepared(): Waiting {
    const output = this.other();
    const start = join(this.folder, `start-${++this.starts}`);
    const way = this.random.fraction() < 0.5 ? 'byClock' : 'byOperation';
    const endAt = 1 + Math.floor(this.random.fraction() * medianOf(this.operations));
    const run = this.target.start(output, way === 'byClock' ? { start } : { start, endAt });
    return { output, start, run, way };
  }

  private async complete(output: Output): Promise<void> {
    this.story = { ...this.story, since: [...this.story.since, output] };
    await expectSurvived(this.target, this.story);
    this.settle(output);
  }

  private settle(output: Output): void {
    this.story = { ...this.story, before: output, since: [] };
  }

  /** Any output but the last. */
  private other(): Output {
    const others = this.outputs.filter((output) => output !== (this.story.since.at(-1) ?? this.story.before));
    return others[Math.floor(this.random.fraction() * others.length)]!;
  }
}

function noPhases(): Record<Phase, number> {
  return Object.fromEntries(PHASES.map((phase) => [phase, 0])) as Record<Phase, number>;
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}
