import { argumentsOf, type Arguments } from './arguments';
import { collectGarbage } from './arms';
import { machineOf } from './machine';
import { Random } from '../test/fixtures/random';
import { record } from './record';
import { oneLineOf, lastLineOf, markdownOf, missedOf, type Measured, type Results } from './report';
import type { Bench, Figure, Row } from './row';
import { openScratch } from './scratch';

/** What a command measures. */
export interface Suite {
  readonly rows: readonly Row[];
  /** Checks that what is measured is right, and says what was compared. */
  correctness(bench: Bench): readonly string[];
}

/** A suite that has not been opened: it may need programs that are fetched first. */
export interface Command {
  /** Names its results: `bench/<name>.json`, and the section of docs/performance.md. */
  readonly name: string;
  /** Ids of its rows. */
  readonly ids: readonly number[];
  readonly open: () => Suite;
}

/** Runs a suite as the command line asks for, prints its page, and returns the exit code. */
export function runBench({ name, ids, open }: Command, argv: readonly string[] = process.argv.slice(2)): number {
  const asked = argumentsOf(argv, ids);
  if (asked === undefined) {
    return 0;
  }
  const suite = open();
  if (asked.explain) {
    console.log(suite.rows.map(({ id, title, definition }) => `${id}. ${title}\n   ${definition}\n`).join('\n'));
    return 0;
  }
  if (globalThis.gc === undefined) {
    throw new Error('run it with --expose-gc, as the scripts of package.json do');
  }
  const results = resultsOf(suite, asked);
  if (asked.record) {
    record(name, results);
  }
  console.log(`${markdownOf(results)}\n\n${lastLineOf(results.measured)}`);
  return asked.check && missedOf(results.measured).length > 0 ? 1 : 0;
}

function resultsOf(suite: Suite, { quick, rows, seed }: Arguments): Results {
  const scratch = openScratch();
  const bench: Bench = {
    quick,
    random: new Random(seed),
    ...(scratch === undefined ? {} : { scratch }),
    pick: (full, tiny) => (quick ? tiny : full),
    progress: (text) => {
      process.stderr.write(`${text}\n`);
    },
  };
  try {
    return {
      date: new Date().toISOString(),
      machine: machineOf(),
      scratch: scratch?.kind ?? 'nothing: there is no file system in memory, and what writes was not measured',
      seed,
      correctness: suite.correctness(bench),
      measured: suite.rows.filter(({ id }) => rows.includes(id)).map((row) => measuredOf(row, bench)),
    };
  } finally {
    scratch?.remove();
  }
}

function measuredOf(row: Row, bench: Bench): Measured {
  const missing = row.writes && bench.scratch === undefined ? 'there is no file system in memory' : row.missing;
  if (missing !== undefined) {
    return { row, figures: [], missing };
  }
  collectGarbage();
  const progress = (text: string): void => {
    bench.progress(`[${row.id} ${row.title}] ${text}`);
  };
  const figures = row.measure({ ...bench, progress });
  figures.forEach((figure) => {
    progress(oneLineOf(figure));
  });
  return { row, figures: bench.quick ? figures.map(withoutTimeGoal) : figures };
}

/** Tiny sizes are all overhead: their times are held against nothing, only what is counted is. */
function withoutTimeGoal(figure: Figure): Figure {
  const { goal, ...rest } = figure;
  return goal?.relation === '=' ? figure : rest;
}
