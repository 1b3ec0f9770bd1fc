import { programOf, WORKLOADS, type Workload } from '../../test/fixtures/workloads';
import { interleave, samplesOf, type Arm } from '../arms';
import { runTimed } from '../checked-run';
import { runProgram } from '../child';
import { milliseconds, ratioFigure } from '../figures';
import { writeFloor } from '../floor';
import { floorFor } from '../floor-output';
import { atMost, below } from '../goal';
import { defineRow, type Bench, type Figure } from '../row';
import { scratchOf } from '../scratch';
import { exponentOf, isNoisy, median, spreadOf } from '../statistics';

/** Everything checked. */
export default defineRow({
  id: 6,
  title: 'all checks on, 16,000 objects',
  definition:
    'renderBundle (which builds the tree), checkBundle with every rule, and filesOf, in a process of its own whose code is still cold, ' +
    'its modules loaded before; nothing written, though the floor that it is shown against writes. The exponent (500 to 4,000 charts) ' +
    'is of the same in one warm process.',
  writes: true,
  measure: (bench) => WORKLOADS.flatMap((workload) => [...cold(bench, workload), exponent(bench, workload)]),
});

const PARTS = ['render', 'check', 'files'] as const;

function cold(bench: Bench, workload: Workload): Figure[] {
  const charts = bench.pick(4_000, 12);
  const samples = interleave(
    bench,
    [coldArm(workload, charts), floorArm(bench, workload, charts)],
    bench.pick({ warmups: 1, rounds: 5 }, { warmups: 0, rounds: 1 }),
  );
  const times = samplesOf(samples, 'process/total');
  const { median: value, low, high } = spreadOf(times.map((time) => time / 1000));
  const name = `checks ${workload.name}`;
  return [
    {
      name,
      value,
      unit: 's',
      spread: { low, high },
      goal: below(2),
      noisy: isNoisy(samplesOf(samples, 'floor')),
      detail: PARTS.map((part) => `${part} ${milliseconds(median(samplesOf(samples, `process/${part}`)))}`).join(', '),
    },
    ratioFigure(samples, { name: `${name}/floor`, over: 'process/total', under: 'floor' }),
  ];
}

function coldArm(workload: Workload, charts: number): Arm {
  return {
    name: 'process',
    prepare: () => (lap) => {
      const said = runProgram('checks', [workload.name, `${charts}`]);
      [...PARTS, 'total'].forEach((part) => {
        lap(part, said(part));
      });
    },
  };
}

function floorArm(bench: Bench, workload: Workload, charts: number): Arm {
  const scratch = scratchOf(bench);
  const floor = floorFor(scratch, workload, charts);
  return {
    name: 'floor',
    prepare() {
      const out = scratch.fresh('floor');
      return () => {
        writeFloor(out, floor);
      };
    },
  };
}

function exponent(bench: Bench, workload: Workload): Figure {
  const sizes = bench.pick([500, 1_000, 2_000, 4_000], [12, 24]);
  const arms = sizes.map((charts) => ({
    name: `${charts}`,
    prepare() {
      const program = programOf(workload, charts);
      return () => {
        runTimed(program);
      };
    },
  }));
  const samples = interleave(bench, arms, bench.pick({ warmups: 1, rounds: 5 }, { warmups: 0, rounds: 1 }));
  const times = sizes.map((charts) => samplesOf(samples, `${charts}`));
  return {
    name: `checks ${workload.name} exponent`,
    value: exponentOf(sizes, times.map(median)),
    unit: '',
    goal: atMost(1.1),
    noisy: times.some(isNoisy),
    detail: sizes.map((charts, index) => `${charts}: ${milliseconds(median(times[index]!))}`).join(', '),
  };
}
