import { run } from '../../cli/run';
import { fleetProgram } from '../fleet-site';
import { residentMemory } from '../memory';
import { write } from '../ours';

/** The fleet as one site in one output, all checks on: `one-site.ts <clusters> <charts> <out>`. */
const [clusters, charts, out] = process.argv.slice(2);
const start = performance.now();
const { files, findings } = run(fleetProgram(Number(clusters), Number(charts)));
if (findings.length > 0) {
  throw new Error(`the fleet is refused: ${JSON.stringify(findings[0])}`);
}
const checked = performance.now() - start;
write(files, out!);
const total = performance.now() - start;
console.log(JSON.stringify({ checked, total, peak: residentMemory().peak, files: files.length }));
