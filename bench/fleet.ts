import { ApiObject, App, Chart } from 'cdk8s';
import type { Written } from '../test/fixtures/workloads';
import { PLAIN } from '../test/fixtures/workloads';
import type { FloorFile } from './floor';
import { CLUSTER } from './ours';

/** A cluster's tree with the manifests that it was built from, which it renders unchanged. */
export interface Built {
  readonly app: App;
  readonly files: readonly FloorFile[];
}

/** Builds the tree of one cluster of the fleet, and says what its files are without rendering it. */
export function builtWithFiles(charts: number): Built {
  const app = new App();
  const files: FloorFile[] = [];
  for (let index = 0; index < charts; index++) {
    const name = PLAIN.chartName(index);
    const chart = new Chart(app, name);
    for (const [id, object] of Object.entries(PLAIN.objects(index))) {
      new ApiObject(chart, id, object);
      files.push({ path: pathOf(name, object), value: object });
    }
  }
  return { app, files: [...files, { path: 'report.json', value: {} }] };
}

/** Where the object of a chart of the plain workload lies in the output. */
function pathOf(chart: string, { kind, metadata }: Written): string {
  const { name, namespace = '_cluster' } = metadata as { name: string; namespace?: string };
  return `clusters/${CLUSTER}/${chart}/${namespace}/${kind.toLowerCase()}_${name}.yaml`;
}
