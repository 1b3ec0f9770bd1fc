import { readdirSync } from 'node:fs';
import { PLAIN } from '../../test/fixtures/workloads';
import { interleave } from '../arms';
import { ratioFigure } from '../figures';
import { atLeast } from '../goal';
import { outputOf, treeOf, writeNew } from '../ours';
import { defineRow } from '../row';
import { scratchOf } from '../scratch';
import { stockTree } from '../stock';

/** cdk8s' own synthesis with its files against ours with all promises kept. */
export default defineRow({
  id: 3,
  title: 'stock cdk8s / ours, end to end',
  definition:
    'building the tree and app.synth() of cdk8s, one file a chart, against building the tree, renderApp, filesOf and writeOutput, ' +
    'one file an object, journal and fsync included; both on the same file system and warmed up with 500 charts.',
  writes: true,
  measure(bench) {
    const charts = bench.pick(4_000, 30);
    const scratch = scratchOf(bench);
    const few = bench.pick(500, 10);
    writeNew(outputOf(treeOf(PLAIN, few)), scratch.fresh('ours'));
    stockTree(PLAIN, few, scratch.fresh('stock')).synth();
    const samples = interleave(
      bench,
      [
        {
          name: 'ours',
          prepare() {
            const out = scratch.fresh('ours');
            return () => {
              writeNew(outputOf(treeOf(PLAIN, charts)), out);
            };
          },
        },
        {
          name: 'stock',
          prepare() {
            const out = scratch.fresh('stock');
            return () => {
              stockTree(PLAIN, charts, out).synth();
              expectFiles(out, charts);
            };
          },
        },
      ],
      bench.pick({ warmups: 0, rounds: 2 }, { warmups: 0, rounds: 1 }),
    );
    return [
      ratioFigure(samples, { name: `stock/ours whole ${charts}`, over: 'stock', under: 'ours', goal: atLeast(25) }),
    ];
  },
});

function expectFiles(out: string, charts: number): void {
  const { length } = readdirSync(out);
  if (length !== charts) {
    throw new Error(`${length} files of ${charts} charts`);
  }
}
