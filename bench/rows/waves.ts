import { interleave, type Arm } from '../arms';
import { ratioFigure } from '../figures';
import { atMost } from '../goal';
import type { App } from 'cdk8s';
import { renderApp } from '../../synth/render/kube';
import { renderAndEmit } from '../ours';
import { defineRow, type Bench, type Figure } from '../row';
import { wavesTree, type Waves } from '../waves';

/** What dependencies between charts cost: stock enumerates all of their paths. */
export default defineRow({
  id: 5,
  title: 'waves of dependencies / the same tree without',
  definition:
    'renderApp and emitYaml of waves of charts in which every chart depends on all charts of the wave before, against the same tree ' +
    'without dependencies; several trees in each round where one is too small to be timed. For information, renderApp alone.',
  writes: false,
  measure: (bench) => {
    const small = { waves: 6, chartsPerWave: 3, objectsPerChart: 10 };
    const large = { ...small, waves: bench.pick(300, 12) };
    const whole = { what: renderAndEmit, goal: { goal: atMost(2) }, suffix: '' };
    const alone = { what: (app: App) => renderApp(app, 'home'), goal: {}, suffix: ', renderApp alone' };
    return [whole, alone].flatMap((part) => [
      measure(bench, { ...part, shape: small, trees: 50 }),
      measure(bench, { ...part, shape: large, trees: 1 }),
    ]);
  },
});

/** What is measured of which tree. */
interface Measurement {
  readonly what: (app: App) => unknown;
  readonly shape: Waves;
  /** Trees of a round. */
  readonly trees: number;
  readonly goal: Pick<Figure, 'goal'>;
  readonly suffix: string;
}

function measure(bench: Bench, { what, shape, trees, goal, suffix }: Measurement): Figure {
  const repeated = bench.pick(trees, 1);
  const arm = (name: string, dependent: boolean): Arm => ({
    name,
    prepare() {
      const apps = Array.from({ length: repeated }, () => wavesTree(shape, dependent));
      return () => {
        apps.forEach((app) => what(app));
      };
    },
  });
  const samples = interleave(
    bench,
    [arm('dependent', true), arm('independent', false)],
    bench.pick({ warmups: 3, rounds: 21 }, { warmups: 1, rounds: 2 }),
  );
  const name = `waves ${shape.waves}x${shape.chartsPerWave}x${shape.objectsPerChart}${suffix}`;
  return ratioFigure(samples, { name, over: 'dependent', under: 'independent', ...goal });
}
