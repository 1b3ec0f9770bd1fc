import { App } from 'cdk8s';
import { resolve, type Bundle, type KubeObject } from '../constructs/model';
import { filesOf } from '../synth/files';
import { renderApp } from '../synth/render/kube';
import { reportOf, type Verdict } from '../synth/report';
import { writeOutput, type OutputFile, type Written } from '../synth/writer';
import { emitYaml } from '../synth/yaml';
import { buildChart, PLAIN, programOf, type Workload } from '../test/fixtures/workloads';

/** Cluster of the workloads' site. */
export const CLUSTER = 'home';

const SITE = resolve(programOf(PLAIN, 0).site);

/** The tree of a workload. */
export function treeOf(workload: Workload, charts: number): App {
  const app = new App();
  for (let index = 0; index < charts; index++) {
    buildChart(app, workload, index);
  }
  return app;
}

/** Renders a tree. */
export function render(app: App): readonly KubeObject[] {
  const { leaves, violations } = renderApp(app, CLUSTER);
  if (violations.length > 0) {
    throw new Error(`the workload does not render: ${JSON.stringify(violations[0])}`);
  }
  return leaves;
}

/** Renders and emits a tree, one text for each chart, as stock does with a file for each chart. */
export function renderAndEmit(app: App): readonly string[] {
  const charts = new Map<string, string[]>();
  for (const { app: chart, manifest } of render(app)) {
    const texts = charts.get(chart) ?? [];
    texts.push(emitYaml(manifest));
    charts.set(chart, texts);
  }
  return [...charts.values()].map((texts) => texts.join('---\n'));
}

/** What checks that are off say. */
export const NO_FINDINGS: Verdict = { findings: [], waived: [], notModelled: [] };

/** A bundle of these objects and nothing else. */
export function bundleOf(objects: readonly KubeObject[]): Bundle {
  const none = { resources: [], flows: [], state: [], externals: [], incomplete: [], secrets: [], violations: [] };
  return { site: SITE, objects, ...none };
}

/** Files of a tree, checks off. */
export function outputOf(app: App): readonly OutputFile[] {
  const bundle = bundleOf(render(app));
  return filesOf(bundle, reportOf(bundle, NO_FINDINGS));
}

/** Writes an output, which must succeed. */
export function write(files: readonly OutputFile[], out: string): Written {
  const outcome = writeOutput({ out, files, owner: SITE.name });
  if (!outcome.ok) {
    throw new Error(`the output was not written: ${JSON.stringify(outcome.faults[0])}`);
  }
  return outcome;
}

/** Writes an output into a directory that is not there: every file must be written. */
export function writeNew(files: readonly OutputFile[], out: string): void {
  const { written } = write(files, out);
  if (written.length !== files.length + 1) {
    throw new Error(`${written.length} files were written of ${files.length} and the inventory`);
  }
}
