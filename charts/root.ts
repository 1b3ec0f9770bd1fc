import { Chart, type App } from 'cdk8s';
import { Application, AppProject } from '../constructs/gitops';
import type { Cluster, Site } from '../constructs/model';
import type { ChartBuilder } from '../synth/program';

/** Name of the application that holds the others. */
export const APPS = 'apps';

/** Name of the project of what holds Applications. */
export const GITOPS_PROJECT = 'gitops';

/** Name of the application that a person applies; no other one delivers it. */
export const ROOT = 'root';

/**
 * The one Application that a person applies: it delivers all others. It is not among them: a sync waits until everything in it
 * is healthy, and this one is not healthy while a sync runs. A cluster that another one's Argo CD delivers has none.
 */
export function rootCharts(site: Site, cluster: Cluster): readonly ChartBuilder[] {
  return cluster.delivery.isRemote ? [] : [{ app: ROOT, build: (app) => new RootChart(app, ROOT, site, cluster) }];
}

/** The first Application, with its project. */
class RootChart extends Chart {
  constructor(scope: App, id: string, site: Site, cluster: Cluster) {
    super(scope, id);
    const repositories = [cluster, ...cluster.delivers.map((key) => site.cluster(key))].map(
      ({ gitops }) => gitops.repoURL,
    );
    const { namespace } = cluster.delivery;
    const project = new AppProject(this, GITOPS_PROJECT, {
      cluster,
      description: 'Applications and their projects, and nothing else',
      sourceRepos: repositories,
      namespaces: [namespace],
      clusterKinds: [],
      namespacedKinds: ['AppProject', 'Application', 'ApplicationSet'].map((kind) => ({ group: 'argoproj.io', kind })),
    });
    new Application(this, APPS, { cluster, app: APPS, project: project.name, namespace });
  }
}
