import { PLAIN } from '../../test/fixtures/workloads';
import { interleave } from '../arms';
import { ratioFigure } from '../figures';
import { writeFloor } from '../floor';
import { floorFor } from '../floor-output';
import { atMost } from '../goal';
import { outputOf, treeOf, writeNew } from '../ours';
import { defineRow, type Bench, type Figure } from '../row';
import { scratchOf } from '../scratch';

/** In-process synthesis against what the same files cost at least. */
export default defineRow({
  id: 1,
  title: 'synthesis / floor',
  definition:
    'renderApp, filesOf and writeOutput of 4 objects a chart, one file an object, checks off, the tree built before; ' +
    'the floor is JSON.stringify of the same manifests and the same files staged, fsynced and renamed by plain calls of node:fs.',
  writes: true,
  measure: (bench) => bench.pick([1_000, 4_000], [20]).map((charts) => measure(bench, charts)),
});

function measure(bench: Bench, charts: number): Figure {
  const scratch = scratchOf(bench);
  const floor = floorFor(scratch, PLAIN, charts);
  const samples = interleave(
    bench,
    [
      {
        name: 'ours',
        prepare() {
          const app = treeOf(PLAIN, charts);
          const out = scratch.fresh('ours');
          return () => {
            writeNew(outputOf(app), out);
          };
        },
      },
      {
        name: 'floor',
        prepare() {
          const out = scratch.fresh('floor');
          return () => {
            writeFloor(out, floor);
          };
        },
      },
    ],
    bench.pick({ warmups: 3, rounds: 15 }, { warmups: 1, rounds: 3 }),
  );
  return ratioFigure(samples, { name: `synth/floor ${charts}`, over: 'ours', under: 'floor', goal: atMost(2.5) });
}
