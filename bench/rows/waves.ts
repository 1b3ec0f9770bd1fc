import { interleave, type Arm } from '../arms';
import { ratioFigure } from '../figures';
import { atMost } from '../goal';
import { renderAndEmit } from '../ours';
import { defineRow, type Bench, type Figure } from '../row';
import { wavesTree, type Waves } from '../waves';

/** What dependencies between charts cost: stock enumerates all of their paths. */
export default defineRow({
  id: 5,
  title: 'waves of dependencies / the same tree without',
  definition:
    'renderApp and emitYaml of waves of charts in which every chart depends on all charts of the wave before, against the same tree ' +
    'without dependencies; several trees in each round where one is too small to be timed.',
  writes: false,
  measure: (bench) => [
    measure(bench, { waves: 6, chartsPerWave: 3, objectsPerChart: 10 }, 50),
    measure(bench, { waves: bench.pick(300, 12), chartsPerWave: 3, objectsPerChart: 10 }, 1),
  ],
});

function measure(bench: Bench, shape: Waves, trees: number): Figure {
  const repeated = bench.pick(trees, 1);
  const arm = (name: string, dependent: boolean): Arm => ({
    name,
    prepare() {
      const apps = Array.from({ length: repeated }, () => wavesTree(shape, dependent));
      return () => {
        apps.forEach(renderAndEmit);
      };
    },
  });
  const samples = interleave(
    bench,
    [arm('dependent', true), arm('independent', false)],
    bench.pick({ warmups: 3, rounds: 21 }, { warmups: 1, rounds: 2 }),
  );
  const name = `waves ${shape.waves}x${shape.chartsPerWave}x${shape.objectsPerChart}`;
  return ratioFigure(samples, { name, over: 'dependent', under: 'independent', goal: atMost(2) });
}
