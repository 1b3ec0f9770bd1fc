import { App, Yaml, YamlOutputType } from 'cdk8s';
import { buildChart, type Workload } from '../test/fixtures/workloads';

/**
 * What `app.synth()` renders and emits with a file for each chart, without its writes. The one validation and the one
 * resolution of dependencies that it adds to those of every chart are left out, in its favour.
 */
export function stockTexts(app: App): readonly string[] {
  return app.charts.map((chart) => Yaml.stringify(...(chart.toJson() as unknown[])));
}

/** The tree of a workload for cdk8s' own synthesis into a directory. */
export function stockTree(workload: Workload, charts: number, outdir: string): App {
  const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_CHART });
  for (let index = 0; index < charts; index++) {
    buildChart(app, workload, index);
  }
  return app;
}
