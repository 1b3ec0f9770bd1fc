import { load } from 'js-yaml';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { PLAIN } from '../../test/fixtures/workloads';
import { interleave, samplesOf, type Arm, type Samples } from '../arms';
import { runProgram } from '../child';
import { ratioFigure } from '../figures';
import { floorFor } from '../floor-output';
import { atMost, below, type Goal } from '../goal';
import { defineRow, type Bench, type Figure } from '../row';
import { scratchOf } from '../scratch';
import { isNoisy, spreadOf } from '../statistics';

interface Size {
  readonly clusters: number;
  readonly charts: number;
}

/** Many clusters from one library, one after the other. */
export default defineRow({
  id: 8,
  title: 'fleet: 100 clusters of 500 namespaces, 200,000 files',
  definition:
    'in a process of its own, for each cluster: an App is built, rendered and written to an output of its own before the next; checks ' +
    'off. The floor builds the same trees and writes the same files plainly, from the manifests that the trees were built of. Their ' +
    'ratio is of the times from the first tree to the last file; the wall time is that of the whole process.',
  writes: true,
  measure(bench) {
    const size = bench.pick({ clusters: 100, charts: 500 }, { clusters: 2, charts: 10 });
    const plan = bench.pick({ warmups: 0, rounds: 3 }, { warmups: 0, rounds: 1 });
    const samples = interleave(bench, [arm(bench, 'ours', size), arm(bench, 'floor', size)], plan);
    expectSameFiles(scratchOf(bench).at('fleet-ours'), scratchOf(bench).at('fleet-floor'));
    ['ours', 'floor'].forEach((name) => scratchOf(bench).fresh(`fleet-${name}`));
    const name = `fleet ${size.clusters}x${size.charts}x4`;
    const [over, under] = ['ours/total', 'floor/total'] as const;
    return [
      absolute(samples, { name: `${name} wall`, of: 'ours', unit: 's', divisor: 1000, goal: below(12) }),
      absolute(samples, { name: `${name} memory`, of: 'ours/peak', unit: 'MiB', divisor: 1024, goal: below(250) }),
      ratioFigure(samples, { name: `${name}/floor`, over, under, goal: atMost(1.6) }),
      ratioFigure(samples, { name: `${name}/floor, trees not counted`, over: 'ours/writing', under: 'floor/writing' }),
    ];
  },
});

function arm(bench: Bench, name: 'ours' | 'floor', { clusters, charts }: Size): Arm {
  const scratch = scratchOf(bench);
  const inventoryBytes = floorFor(scratch, PLAIN, charts).inventory.length;
  return {
    name,
    prepare() {
      const out = scratch.fresh(`fleet-${name}`);
      return (lap) => {
        const args = [name, `${clusters}`, `${charts}`, out, `${inventoryBytes}`];
        const said = runProgram('fleet', args);
        lap('total', said('total'));
        lap('writing', said('total') - said('building'));
        lap('peak', said('peak'));
      };
    },
  };
}

interface Absolute extends Pick<Figure, 'name' | 'unit'> {
  readonly of: string;
  readonly divisor: number;
  readonly goal: Goal;
}

function absolute(samples: Samples, { name, unit, of, divisor, goal }: Absolute): Figure {
  const { median: value, low, high } = spreadOf(samplesOf(samples, of).map((sample) => sample / divisor));
  const noisy = isNoisy(samplesOf(samples, 'floor'));
  return { name, value, unit, spread: { low, high }, goal, noisy, detail: '' };
}

/** Both outputs hold the same files, and of one cluster the same objects. */
function expectSameFiles(ours: string, floor: string): void {
  const [left, right] = [filesBelow(ours), filesBelow(floor)];
  const missing = left.find((file, index) => file !== right[index]);
  if (missing !== undefined || left.length !== right.length) {
    throw new Error(
      `the fleet and its floor hold different files: ${left.length} and ${right.length}, ${missing ?? ''}`,
    );
  }
  for (const file of left.filter((path) => path.startsWith('cluster-0/') && path.endsWith('.yaml'))) {
    if (!isDeepStrictEqual(load(read(ours, file)), JSON.parse(read(floor, file)))) {
      throw new Error(`${file} is not the same object in the fleet and in its floor`);
    }
  }
}

function read(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
}
