import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathsOf } from '../synth/paths';
import { reportOf } from '../synth/report';
import type { Workload } from '../test/fixtures/workloads';
import { floorOf, type FloorOutput } from './floor';
import { bundleOf, NO_FINDINGS, outputOf, render, treeOf, writeNew } from './ours';
import type { Scratch } from './scratch';

/** The floor of exactly the files that ours writes for a workload. */
export function floorFor(scratch: Scratch, workload: Workload, charts: number): FloorOutput {
  const out = scratch.fresh('for-the-floor');
  writeNew(outputOf(treeOf(workload, charts)), out);
  const { size } = statSync(join(out, 'inventory.json'));
  scratch.fresh('for-the-floor');
  const objects = render(treeOf(workload, charts));
  const paths = pathsOf(objects);
  const files = objects.map(({ manifest }, index) => ({ path: paths[index]!, value: manifest }));
  return floorOf([...files, { path: 'report.json', value: reportOf(bundleOf(objects), NO_FINDINGS) }], size);
}
