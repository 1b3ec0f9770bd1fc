import { programOf, WORKLOADS } from '../../test/fixtures/workloads';
import { runTimed } from '../checked-run';

/** Renders and checks a workload in a process of its own, from cold: `checks.ts <workload> <charts>`. */
const [name, charts] = process.argv.slice(2);
const workload = WORKLOADS.find((candidate) => candidate.name === name)!;
console.log(JSON.stringify(runTimed(programOf(workload, Number(charts)))));
