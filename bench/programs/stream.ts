import { writeSync } from 'node:fs';
import { PLAIN } from '../../test/fixtures/workloads';
import { renderAndEmit, treeOf } from '../ours';

/** Prints a workload as one stream of documents, as `helm template` does: `stream.js <charts>`. */
const text = renderAndEmit(treeOf(PLAIN, Number(process.argv[2]))).join('---\n');
let rest = Buffer.from(text);
while (rest.length > 0) {
  rest = rest.subarray(writeSync(1, rest));
}
