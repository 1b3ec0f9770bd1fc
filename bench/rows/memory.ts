import { runProgram } from '../child';
import { atMost } from '../goal';
import { defineRow, type Figure } from '../row';
import { scratchOf } from '../scratch';
import { OBJECTS_PER_CHART } from '../../test/fixtures/workloads';
import { median, spreadOf } from '../statistics';

/** What a process says of its memory. */
interface Peak {
  readonly objects: number;
  /** Kibibytes resident before the tree was built. */
  readonly before: number;
  /** Kibibytes resident at most. */
  readonly peak: number;
}

/** Memory of the largest cluster: one App for each bounds it. */
export default defineRow({
  id: 7,
  title: 'memory for each object, one App a cluster',
  definition:
    'in processes of their own: peak of the resident memory over a whole run (tree, renderApp, filesOf, writeOutput; checks off), ' +
    'at two numbers of objects; the difference of the peaks divided by the difference of the numbers. What V8 takes once whatever ' +
    'the number (its young generation, compiled code) is not part of it: the second figure, growth since before the tree was built, has it.',
  writes: true,
  measure(bench) {
    const sizes = [bench.pick(4_000, 20), bench.pick(16_000, 80)] as const;
    const peakOf = (charts: number): Peak => {
      const said = runProgram('memory', [`${charts}`, scratchOf(bench).fresh('memory')]);
      return { objects: charts * OBJECTS_PER_CHART, before: said('before'), peak: said('peak') };
    };
    const rounds = Array.from({ length: bench.pick(5, 1) }, (_, round) => {
      bench.progress(`round ${round + 1}`);
      return { small: peakOf(sizes[0]), large: peakOf(sizes[1]) };
    });
    const each = rounds.map(({ small, large }) => (large.peak - small.peak) / (large.objects - small.objects));
    const whole = rounds.map(({ small }) => (small.peak - small.before) / small.objects);
    const [few, many] = sizes.map((charts) => charts * OBJECTS_PER_CHART);
    const mebibytes = (size: 'small' | 'large'): number =>
      Math.round(median(rounds.map((round) => round[size].peak)) / 1024);
    const peaks = `peaks of ${mebibytes('small')} and ${mebibytes('large')} MiB`;
    return [
      { ...figure(each, `memory/object ${few} to ${many}`, peaks), goal: atMost(4) },
      figure(whole, `growth/object ${few}`, 'since before the tree was built'),
    ];
  },
});

function figure(values: readonly number[], name: string, detail: string): Figure {
  const { median: value, low, high } = spreadOf(values);
  return { name, value, unit: 'KB', spread: { low, high }, detail };
}
