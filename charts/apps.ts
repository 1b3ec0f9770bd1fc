import { Chart, type App } from 'cdk8s';
import {
  Application,
  AppProject,
  chartRepository,
  HelmApplication,
  RemoteClusters,
  wavesOf,
} from '../constructs/gitops';
import { SpecError, type Cluster, type Site } from '../constructs/model';
import { compareCodePoints } from '../constructs/model/code-points';
import { quoted } from '../constructs/model/text';
import type { ChartBuilder } from '../synth/program';
import { hasCustomResources, hasLargeDefinitions, isOfArgoCd, planOf, type Planned } from './delivery/plan';
import { scopeOf } from './delivery/projects';
import { namespaceCharts } from './namespaces';
import { platformCharts } from './platform';
import { installsOf } from './platform/installs';
import { APPS, GITOPS_PROJECT } from './root';

/** Who may deliver what: the systems of the cluster, and everything that runs on them. */
const PROJECTS = {
  platform: 'what the cluster is made of: systems that others depend on, with rights over the whole cluster',
  site: 'what runs on the cluster',
} as const;

type ProjectName = keyof typeof PROJECTS;

/**
 * The Argo CD Applications of a cluster, in waves: one for every other chart in the App, also for charts of the user's own,
 * and one for every Helm chart of the platform; and the AppProjects that allow them what they hold, and no more.
 */
export function appsChart(site: Site, cluster: Cluster): ChartBuilder {
  return {
    app: APPS,
    build(app: App): void {
      const planned = planOf(app, cluster, installsOf(cluster));
      new AppsChart(app, APPS, { site, cluster, planned });
    },
  };
}

interface AppsChartProps {
  readonly site: Site;
  readonly cluster: Cluster;
  readonly planned: readonly Planned[];
}

/** Projects and Applications. */
class AppsChart extends Chart {
  constructor(scope: App, id: string, { site, cluster, planned }: AppsChartProps) {
    super(scope, id);
    refuseSharedNames(planned, `${cluster.key}/${id}`);
    const waves = wavesOf(planned, `${cluster.key}/${id}`);
    const ofPlatform = platformNames(site, cluster);
    const nested = planned.filter(isOfArgoCd);
    for (const name of Object.keys(PROJECTS) as ProjectName[]) {
      const own = planned.filter(
        (one) => !nested.includes(one) && (isOfPlatform(one, ofPlatform) ? 'platform' : 'site') === name,
      );
      const project = own.length === 0 ? undefined : this.project(cluster, name, own);
      own.forEach((one) => {
        this.application(one, { cluster, project: project!.name, wave: waves.get(one.name) ?? 0 });
      });
    }
    nested.forEach((one) => {
      this.application(one, { cluster, project: GITOPS_PROJECT, wave: waves.get(one.name) ?? 0 });
    });
    this.remotes(site, cluster);
  }

  private project(cluster: Cluster, name: ProjectName, planned: readonly Planned[]): AppProject {
    const scope = scopeOf(planned.map(({ delivery }) => delivery));
    const { repoURL } = cluster.gitops;
    return new AppProject(this, `project-${name}`, {
      cluster,
      name,
      description: PROJECTS[name],
      sourceRepos: planned.map(({ install }) => (install === undefined ? repoURL : chartRepository(install))),
      ...scope,
      namespaces: [...scope.namespaces, ...planned.map((one) => namespaceOf(one, cluster))],
    });
  }

  private application(planned: Planned, place: { cluster: Cluster; project: string; wave: number }): void {
    const { name, install } = planned;
    if (install !== undefined) {
      new HelmApplication(this, name, { ...place, install });
      return;
    }
    new Application(this, name, {
      ...place,
      app: name,
      hasCustomResources: hasCustomResources(planned),
      serverSideApply: hasLargeDefinitions(planned),
      namespace: namespaceOf(planned, place.cluster),
    });
  }

  private remotes(site: Site, cluster: Cluster): void {
    const remotes = cluster.delivers.map((key) => site.cluster(key));
    if (remotes.length > 0) {
      new RemoteClusters(this, 'remote-clusters', { cluster, remotes, app: APPS, project: GITOPS_PROJECT });
    }
  }
}

/** Where manifests land that name no namespace. All of ours name theirs; but a project allows only places that are named. */
function namespaceOf({ install, delivery }: Planned, cluster: Cluster): string {
  const [first] = delivery.objects.flatMap(({ metadata: { namespace } }) => namespace ?? []).sort(compareCodePoints);
  return install?.definition.namespace ?? first ?? cluster.gitops.namespace;
}

function platformNames(site: Site, cluster: Cluster): ReadonlySet<string> {
  const builders = [...namespaceCharts(site, cluster), ...platformCharts(site, cluster)];
  return new Set(builders.map(({ app }) => app));
}

function isOfPlatform({ name, install }: Planned, names: ReadonlySet<string>): boolean {
  return install !== undefined || names.has(name);
}

/** A chart in Git and a Helm chart of one name would be one Application. */
function refuseSharedNames(planned: readonly Planned[], where: string): void {
  const names = planned.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) {
    throw new SpecError(where, 'gitops/application-name', {
      at: 'charts',
      got: `a chart ${quoted(twice)}, which is also the name of a Helm chart of the platform`,
      expected: 'a name of its own for each Application',
    });
  }
}
