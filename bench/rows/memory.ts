import { runProgram } from '../child';
import { atMost } from '../goal';
import { defineRow } from '../row';
import { scratchOf } from '../scratch';
import { OBJECTS_PER_CHART } from '../../test/fixtures/workloads';
import { median, spreadOf } from '../statistics';

/** Memory of the largest cluster: one App for each bounds it. */
export default defineRow({
  id: 7,
  title: 'memory for each object, one App a cluster',
  definition:
    'in a process of its own: peak of the resident memory over a whole run (tree, renderApp, filesOf, writeOutput; checks off), minus ' +
    'the resident memory before, divided by the number of objects.',
  writes: true,
  measure(bench) {
    const charts = bench.pick(4_000, 20);
    const objects = charts * OBJECTS_PER_CHART;
    const runs = Array.from({ length: bench.pick(5, 1) }, (_, round) => {
      bench.progress(`process ${round + 1}`);
      return runProgram('memory', [`${charts}`, scratchOf(bench).fresh('memory')]);
    });
    const { median: value, low, high } = spreadOf(runs.map((said) => (said('peak') - said('before')) / objects));
    const mebibytes = (key: string): number => Math.round(median(runs.map((said) => said(key))) / 1024);
    return [
      {
        name: `memory/object ${objects}`,
        value,
        unit: 'KB',
        spread: { low, high },
        goal: atMost(4),
        detail: `from ${mebibytes('before')} to ${mebibytes('peak')} MiB`,
      },
    ];
  },
});
