import { writeFileSync } from 'node:fs';
import { argumentsOf, type Arguments } from './arguments';
import { collectGarbage } from './arms';
import { checkCorrectness } from './correctness';
import { machineOf } from './machine';
import { randomFrom } from './random';
import { jsonOf, lastLineOf, markdownOf, missedOf, type Measured, type Results } from './report';
import type { Bench, Figure, Row } from './row';
import { ROWS } from './rows';
import { openScratch } from './scratch';

/** `npm run bench`: measures the goals. See docs/performance.md. */
function main(argv: readonly string[]): number {
  const asked = argumentsOf(
    argv,
    ROWS.map(({ id }) => id),
  );
  if (asked.explain) {
    console.log(ROWS.map(({ id, title, definition }) => `${id}. ${title}\n   ${definition}\n`).join('\n'));
    return 0;
  }
  if (globalThis.gc === undefined) {
    throw new Error('run it with --expose-gc, as `npm run bench` does');
  }
  const results = resultsOf(asked);
  if (asked.out !== undefined) {
    writeFileSync(asked.out, jsonOf(results));
  }
  console.log(markdownOf(results));
  console.log(`\n${lastLineOf(results.measured)}`);
  return asked.check && missedOf(results.measured).length > 0 ? 1 : 0;
}

function resultsOf({ quick, rows, seed }: Arguments): Results {
  const scratch = openScratch();
  const bench: Bench = {
    quick,
    random: randomFrom(seed),
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
      correctness: checkCorrectness(bench),
      measured: ROWS.filter(({ id }) => rows.includes(id)).map((row) => measuredOf(row, bench)),
    };
  } finally {
    scratch?.remove();
  }
}

function measuredOf(row: Row, bench: Bench): Measured {
  if (row.writes && bench.scratch === undefined) {
    return { row, figures: [], missing: 'there is no file system in memory' };
  }
  collectGarbage();
  const prefixed: Bench = {
    ...bench,
    progress: (text) => {
      bench.progress(`[${row.id} ${row.title}] ${text}`);
    },
  };
  const figures = row.measure(prefixed);
  return { row, figures: bench.quick ? figures.map(withoutTimeGoal) : figures };
}

/** Tiny sizes are all overhead: their times are held against nothing, only what is counted is. */
function withoutTimeGoal(figure: Figure): Figure {
  const { goal, ...rest } = figure;
  return goal?.relation === '=' ? figure : rest;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
