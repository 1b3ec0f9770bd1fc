import { PLAIN } from '../../test/fixtures/workloads';
import { outputOf, treeOf, writeNew } from '../ours';

/** Writes a workload, one file an object: `files.js <charts> <out>`. */
const [charts, out] = process.argv.slice(2);
writeNew(outputOf(treeOf(PLAIN, Number(charts))), out!);
