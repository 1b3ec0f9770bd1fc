import { ApiObject, Chart, type App } from 'cdk8s';
import { Application } from '../constructs/gitops';
import type { Cluster } from '../constructs/model';
import type { ChartBuilder } from '../synth/program';

/** Name of the application that holds the others. */
const APPS = 'apps';

/** The Argo CD Applications of a cluster: one for every other chart in the App, also for charts of the user's own. */
export function appsChart(cluster: Cluster): ChartBuilder {
  return {
    app: APPS,
    build(app: App): void {
      const charts = app.node.children.filter((child) => Chart.isChart(child) && hasObjects(child));
      const apps = new Chart(app, APPS);
      for (const chart of charts) {
        new Application(apps, chart.node.id, { cluster, app: chart.node.id });
      }
    },
  };
}

function hasObjects(chart: Chart): boolean {
  return chart.node.findAll().some((construct) => ApiObject.isApiObject(construct));
}
