import { cpus, release, totalmem } from 'node:os';
import { Killing, type KillReport } from '../../test/writer/lab/kills';
import { PHASES, type Phase } from '../../test/writer/lab/judge';
import { compileChild } from '../../test/writer/lab/program';
import { Scratch, type Medium } from '../../test/writer/lab/scratch';
import { endWith, LARGEST_SEED, readArguments, wholeNumber } from '../command-line';

const COMMAND_LINE = {
  usage: `npm run torture:writer [-- --kills N --seed S]

Ends processes that write, by SIGKILL at random moments, half of them with the target in memory and half on a disk, and judges
what they leave. Progress and a line at the end go to stderr, a summary as JSON to stdout. Stops at the first thing that is
wrong, with exit code 1; Ctrl-C makes it sum up what it has tried.
  --kills N  how many runs are ended, 1 or more (default 10000)
  --seed S   of the moments, 0 or more (default 1)
`,
  options: { kills: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
} as const;

/** What the command line asks for. */
interface Asked {
  readonly kills: number;
  readonly seed: number;
}

/** Tells about every hundredth. */
function progress({ medium, kills }: Plan, done: number, missed: number): void {
  if (done % 100 === 0 || done === kills)
    process.stderr.write(`${medium}: ${done} of ${kills} runs ended, ${missed} missed\n`);
}

const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort();
});

interface Plan {
  readonly medium: Medium;
  readonly kills: number;
  readonly seed: number;
}

async function torture({ kills, seed }: Asked): Promise<KillReport[]> {
  const scratch = new Scratch();
  const { signal } = interruption;
  try {
    const program = compileChild(scratch.folder());
    const plans: Plan[] = [
      { medium: 'memory', kills: Math.ceil(kills / 2), seed },
      { medium: 'disk', kills: Math.floor(kills / 2), seed: seed + 1 },
    ];
    const reports: KillReport[] = [];
    for (const plan of plans) {
      const onKill = (done: number, missed: number): void => {
        progress(plan, done, missed);
      };
      reports.push(await new Killing({ ...plan, files: 40, onKill, signal }, program, scratch).run());
    }
    return reports;
  } finally {
    scratch.remove();
  }
}

function summary(reports: readonly KillReport[], seed: number, seconds: number): object {
  const machine = {
    node: process.version,
    system: `${process.platform} ${release()}`,
    processors: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
  return { date: new Date().toISOString().slice(0, 10), machine, seed, seconds, lost: 0, reports };
}

function line(reports: readonly KillReport[], seconds: number): string {
  const sum = (of: (report: KillReport) => number): number => reports.reduce((total, report) => total + of(report), 0);
  const phases = PHASES.map((phase: Phase) => `${sum((r) => r.byClock[phase] + r.byOperation[phase])} ${phase}`);
  return `${sum((r) => r.kills)} runs ended (${phases.join(', ')}), ${sum((r) => r.killsOfHealing)} of them while healing; ${sum((r) => r.healed)} healed; nothing lost; ${seconds} s`;
}

async function main(): Promise<number> {
  const asked = readArguments(COMMAND_LINE);
  if (asked === undefined) return 0;
  const kills = wholeNumber('kills', asked.kills, { least: 1, most: 10 ** 9 });
  const seed = wholeNumber('seed', asked.seed, { most: LARGEST_SEED });
  const started = performance.now();
  try {
    const reports = await torture({ kills, seed });
    const seconds = Math.round((performance.now() - started) / 1000);
    process.stdout.write(`${JSON.stringify(summary(reports, seed, seconds), undefined, 2)}\n`);
    process.stderr.write(`${line(reports, seconds)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

void endWith(main);
