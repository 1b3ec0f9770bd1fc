import { mkdirSync } from 'node:fs';
import { PLAIN } from '../../test/fixtures/workloads';
import { builtWithFiles } from '../fleet';
import { floorOf, writeFloor } from '../floor';
import { residentMemory } from '../memory';
import { outputOf, treeOf, writeNew } from '../ours';

/**
 * A fleet, cluster after cluster, each with an output of its own, ours or the floor:
 * `fleet.ts ours|floor <clusters> <charts> <out> <bytes of an inventory>`.
 */
const [arm, clusters, charts, out, inventoryBytes] = process.argv.slice(2);
const start = performance.now();
let building = 0;
mkdirSync(out!);
for (let cluster = 0; cluster < Number(clusters); cluster++) {
  const place = `${out!}/cluster-${cluster}`;
  const begun = performance.now();
  if (arm === 'ours') {
    const app = treeOf(PLAIN, Number(charts));
    building += performance.now() - begun;
    writeNew(outputOf(app), place);
  } else {
    const { files } = builtWithFiles(Number(charts));
    building += performance.now() - begun;
    writeFloor(place, floorOf(files, Number(inventoryBytes)));
  }
}
const total = performance.now() - start;
console.log(JSON.stringify({ total, building, peak: residentMemory().peak }));
