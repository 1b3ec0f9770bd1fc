import { PLAIN } from '../../test/fixtures/workloads';
import { interleave, samplesOf, type Arm } from '../arms';
import { milliseconds } from '../figures';
import { atMost } from '../goal';
import { outputOf, treeOf, writeNew } from '../ours';
import { defineRow, type Bench, type Figure } from '../row';
import { scratchOf } from '../scratch';
import { exponentOf, isNoisy, median } from '../statistics';

/** How the time grows with the number of charts. */
export default defineRow({
  id: 4,
  title: 'scaling exponent, 500 to 8,000 charts',
  definition:
    'slope of the least-squares line through the logarithms of sizes (500, 1,000, 2,000, 4,000, 8,000 charts of 4 objects) and of ' +
    'median times: renderApp and filesOf alone, and the whole with writeOutput; 1 is linear, 2 quadratic.',
  writes: true,
  measure(bench) {
    const sizes = bench.pick([500, 1_000, 2_000, 4_000, 8_000], [20, 40, 80]);
    const samples = interleave(
      bench,
      sizes.map((charts) => armOf(bench, charts)),
      bench.pick({ warmups: 1, rounds: 7 }, { warmups: 1, rounds: 2 }),
    );
    const figure = (name: string, lap: string): Figure => {
      const times = sizes.map((charts) => samplesOf(samples, `${charts}${lap}`));
      return {
        name,
        value: exponentOf(sizes, times.map(median)),
        unit: '',
        goal: atMost(1.1),
        noisy: times.some(isNoisy),
        detail: sizes.map((charts, index) => `${charts}: ${milliseconds(median(times[index]!))}`).join(', '),
      };
    };
    return [figure('exponent render', '/render'), figure('exponent whole', '')];
  },
});

function armOf(bench: Bench, charts: number): Arm {
  const scratch = scratchOf(bench);
  return {
    name: `${charts}`,
    prepare() {
      const app = treeOf(PLAIN, charts);
      const out = scratch.fresh('scaling');
      return (lap) => {
        const files = outputOf(app);
        lap('render');
        writeNew(files, out);
      };
    },
  };
}
