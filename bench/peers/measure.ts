import { sameDocuments } from '../correctness';
import { interleave, samplesOf, type Arm, type Samples } from '../arms';
import { runCommand, type Command } from '../child';
import { milliseconds, ratioFigure } from '../figures';
import type { Goal } from '../goal';
import type { Bench, Figure } from '../row';
import { median } from '../statistics';
import type { Printer } from './commands';

/** A comparison of two commands. */
export interface Comparison {
  readonly name: string;
  readonly ours: () => Command;
  readonly theirs: () => Command;
  /** @default - for information */
  readonly goal?: Goal;
}

/** Whole processes, interleaved: median of the paired ratios, and the least time of each. */
export function compare(bench: Bench, { name, ours, theirs, goal }: Comparison): Figure {
  const arm = (armName: string, commandOf: () => Command): Arm => ({
    name: armName,
    prepare() {
      const command = commandOf();
      return () => {
        runCommand(command);
      };
    },
  });
  const plan = bench.pick({ warmups: 1, rounds: 9 }, { warmups: 0, rounds: 1 });
  const samples = interleave(bench, [arm('ours', ours), arm('theirs', theirs)], plan);
  const figure = ratioFigure(samples, { name, over: 'ours', under: 'theirs', ...(goal === undefined ? {} : { goal }) });
  return { ...figure, detail: ['ours', 'theirs'].map((side) => medianAndLeast(samples, side)).join(', ') };
}

function medianAndLeast(samples: Samples, side: string): string {
  const times = samplesOf(samples, side);
  return `${side} ${milliseconds(median(times))} (least ${milliseconds(Math.min(...times))})`;
}

/** Charts at which the documents of a peer are compared with ours. */
const COMPARED = 25;

/** Says what was compared, and equal. */
export function comparePrinted(version: string, ours: Printer, theirs: Printer): string {
  const count = sameDocuments([runCommand(ours(COMPARED)).stdout], [runCommand(theirs(COMPARED)).stdout]);
  return `${version}: ${count} documents equal to ours`;
}
