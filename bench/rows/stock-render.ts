import { PLAIN } from '../../test/fixtures/workloads';
import { interleave } from '../arms';
import { ratioFigure } from '../figures';
import { atLeast } from '../goal';
import { renderAndEmit, treeOf } from '../ours';
import { defineRow } from '../row';
import { stockTexts } from '../stock';

/** cdk8s' own rendering and emission against ours. */
export default defineRow({
  id: 2,
  title: 'stock cdk8s / ours, rendering and emission',
  definition:
    'what app.synth() of cdk8s renders and emits with a file for each chart (Chart.toJson and Yaml.stringify), against renderApp ' +
    'and emitYaml joined for each chart; trees built before, both warmed up with 500 charts, nothing written.',
  writes: false,
  measure(bench) {
    const charts = bench.pick(4_000, 30);
    const few = bench.pick(500, 10);
    expectTexts(renderAndEmit(treeOf(PLAIN, few)), few);
    expectTexts(stockTexts(treeOf(PLAIN, few)), few);
    const samples = interleave(
      bench,
      [
        {
          name: 'ours',
          prepare() {
            const app = treeOf(PLAIN, charts);
            return () => {
              expectTexts(renderAndEmit(app), charts);
            };
          },
        },
        {
          name: 'stock',
          prepare() {
            const app = treeOf(PLAIN, charts);
            return () => {
              expectTexts(stockTexts(app), charts);
            };
          },
        },
      ],
      bench.pick({ warmups: 0, rounds: 2 }, { warmups: 0, rounds: 1 }),
    );
    return [
      ratioFigure(samples, { name: `stock/ours render ${charts}`, over: 'stock', under: 'ours', goal: atLeast(100) }),
    ];
  },
});

function expectTexts(texts: readonly string[], charts: number): void {
  if (texts.length !== charts) {
    throw new Error(`${texts.length} texts of ${charts} charts`);
  }
}
