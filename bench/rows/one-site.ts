import { runProgram } from '../child';
import { milliseconds } from '../figures';
import { defineRow } from '../row';
import { scratchOf } from '../scratch';

/** The same fleet as one site: possible, and not how a fleet should be kept. */
export default defineRow({
  id: 14,
  title: 'fleet as one site in one output',
  definition:
    'for information, in a process of its own: run() of one site of 100 clusters, all checks on, and writeOutput of all of their files ' +
    'at once. A fleet is better kept as many sites from one library, each with its output (row 8).',
  writes: true,
  measure(bench) {
    const [clusters, charts] = bench.pick([100, 500] as const, [2, 10] as const);
    const out = scratchOf(bench).fresh('one-site');
    bench.progress('one process, once');
    const said = runProgram('one-site', [`${clusters}`, `${charts}`, out]);
    scratchOf(bench).fresh('one-site');
    const name = `one site ${clusters}x${charts}x4`;
    const detail = `${said('files')} files; built, rendered and checked after ${milliseconds(said('checked'))}`;
    return [
      { name: `${name} time`, value: said('total') / 1000, unit: 's', detail },
      { name: `${name} memory`, value: said('peak') / 1024, unit: 'MiB', detail: 'peak' },
    ];
  },
});
