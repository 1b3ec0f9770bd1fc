import { PLAIN } from '../../test/fixtures/workloads';
import { collectGarbage } from '../arms';
import { residentMemory } from '../memory';
import { outputOf, treeOf, writeNew } from '../ours';

/** Builds, renders and writes one cluster, and says how far memory grew: `memory.ts <charts> <out>`. */
const [charts, out] = process.argv.slice(2);
collectGarbage();
const before = residentMemory().now;
writeNew(outputOf(treeOf(PLAIN, Number(charts))), out!);
console.log(JSON.stringify({ before, peak: residentMemory().peak }));
