import { PLAIN } from '../../test/fixtures/workloads';
import { interleave, type Arm } from '../arms';
import { ratioFigure } from '../figures';
import { exactly } from '../goal';
import { outputOf, treeOf, write, writeNew } from '../ours';
import { defineRow, type Bench, type Figure } from '../row';
import { scratchOf } from '../scratch';

/** A second run that changes nothing. */
export default defineRow({
  id: 9,
  title: 'second run, nothing changed',
  definition:
    'number of files that the second of two equal runs writes or removes, and its time (renderApp, filesOf, and writeOutput, which ' +
    'reads and compares every byte) against the first.',
  writes: true,
  measure(bench) {
    const charts = bench.pick(4_000, 20);
    const second = new SecondRun(bench, charts);
    const samples = interleave(
      bench,
      [firstRun(bench, charts), second.arm],
      bench.pick({ warmups: 1, rounds: 9 }, { warmups: 0, rounds: 2 }),
    );
    const ratio = ratioFigure(samples, { name: `second/first ${charts}`, over: 'second', under: 'first' });
    return [second.figure(), ratio];
  },
});

function firstRun(bench: Bench, charts: number): Arm {
  return {
    name: 'first',
    prepare() {
      const app = treeOf(PLAIN, charts);
      const out = scratchOf(bench).fresh('first');
      return () => {
        writeNew(outputOf(app), out);
      };
    },
  };
}

class SecondRun {
  public readonly arm: Arm;
  private changed = 0;
  private unchanged = 0;

  constructor(bench: Bench, charts: number) {
    this.arm = {
      name: 'second',
      prepare: () => {
        const out = scratchOf(bench).fresh('second');
        writeNew(outputOf(treeOf(PLAIN, charts)), out);
        const app = treeOf(PLAIN, charts);
        return () => {
          const { written, removed, unchanged } = write(outputOf(app), out);
          this.changed += written.length + removed.length;
          this.unchanged = unchanged;
        };
      },
    };
  }

  public figure(): Figure {
    const detail = `${this.unchanged} files compared and left alone`;
    return { name: 'second run writes', value: this.changed, unit: 'files', goal: exactly(0), detail };
  }
}
