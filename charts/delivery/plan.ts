import { ApiObject, Chart, type App } from 'cdk8s';
import { objectsOfInstall, type HelmInstall } from '../../constructs/gitops';
import type { IConstruct } from 'constructs';
import { LARGEST_ANNOTATION } from '../../constructs/gitops/derived';
import { objectsOfCharts } from '../../constructs/gitops/charts/derived';
import type { Cluster, Manifest } from '../../constructs/model';
import { BUILT_IN_GROUPS } from '../../constructs/model/api-groups';
import { Deliveries, delivery, type Delivery } from '../../guardrails/engine/delivery';
import { CRD } from '../../guardrails/engine/crds';
import { groupOf, kindOf } from '../../guardrails/engine/kind';
import { needsOf } from '../../guardrails/engine/needs';
import { renderApp } from '../../synth/render/kube';
import { ROOT } from '../root';

/** An Application that is to come: of a chart in Git, or of a Helm chart. */
export interface Planned {
  /** Id of the chart in the App, or name of the release. */
  readonly name: string;
  /** @default - a chart in Git */
  readonly install?: HelmInstall;
  readonly delivery: Delivery;
  /** Names of others that must be healthy first. */
  readonly needs: readonly string[];
}

/** Every Application that the cluster needs, in the order of the charts, and the Helm charts after them. */
export function planOf(app: App, cluster: Cluster, installs: readonly HelmInstall[]): readonly Planned[] {
  const manifests = manifestsOf(app, cluster);
  const ofGit = app.node.children
    .filter((child) => Chart.isChart(child) && child.node.id !== ROOT && hasObjects(child))
    .map((chart) => ({
      name: chart.node.id,
      declared: declaredNeeds(chart),
      delivery: gitDelivery(chart.node.id, manifests.get(chart.node.id) ?? []),
    }));
  const ofHelm = installs.map((install) => {
    const { release } = install.definition;
    return {
      name: release,
      install,
      declared: install.needs ?? [],
      delivery: delivery(release, 0, { fromGit: [], ofCharts: objectsOfInstall(install) }),
    };
  });
  const planned = [...ofGit, ...ofHelm];
  const deliveries = new Deliveries(planned.map((application) => application.delivery));
  return planned.map((application) => ({
    ...application,
    needs: [...new Set([...application.declared, ...rendered(application.delivery, deliveries)])],
  }));
}

function hasObjects(chart: IConstruct): boolean {
  return chart.node.findAll().some((construct) => ApiObject.isApiObject(construct));
}

/** Manifests by chart. What cannot be rendered is told when everything is. */
function manifestsOf(app: App, { key }: Cluster): ReadonlyMap<string, readonly Manifest[]> {
  const byApp = new Map<string, Manifest[]>();
  for (const { app: id, manifest } of renderApp(app, key).leaves) {
    const own = byApp.get(id);
    if (own === undefined) {
      byApp.set(id, [manifest]);
    } else {
      own.push(manifest);
    }
  }
  return byApp;
}

/** What a chart in Git brings; what an Application in it installs comes with it, since it is not healthy before that is. */
function gitDelivery(id: string, manifests: readonly Manifest[]): Delivery {
  return delivery(id, 0, { fromGit: manifests, ofCharts: manifests.flatMap(objectsOfCharts) });
}

/** Charts that something in a chart waits for by `addDependency`. */
function declaredNeeds(chart: IConstruct): readonly string[] {
  const constructs = chart.node.findAll().flatMap(({ node }) => node.dependencies);
  // The root is the App; below it are the charts that become Applications.
  const charts = constructs.flatMap(({ node }) => node.scopes[1] ?? []);
  return [...new Set(charts)].flatMap((other) => (other === chart ? [] : [other.node.id]));
}

/** Applications that bring what the objects of a delivery cannot do without. */
function rendered(own: Delivery, deliveries: Deliveries): readonly string[] {
  return own.objects.flatMap((manifest) =>
    needsOf(manifest, deliveries).flatMap(({ deliveries: found }) =>
      found.includes(own) ? [] : found.slice(0, 1).map(({ name }) => name),
    ),
  );
}

/** Whether some of its kinds have to be defined before they can be tried out. */
export function hasCustomResources({ delivery: { objects } }: Planned): boolean {
  return objects.some(({ apiVersion }) => !BUILT_IN_GROUPS.has(groupOf(apiVersion)));
}

/** Whether a definition of its own is too large for client-side apply; of anything else that large a rule tells. */
export function hasLargeDefinitions({ delivery: { objects } }: Planned): boolean {
  return objects.some((manifest) => kindOf(manifest) === CRD && isLarge(manifest));
}

function isLarge(manifest: Manifest): boolean {
  return Buffer.byteLength(JSON.stringify(manifest)) > LARGEST_ANNOTATION;
}

/** Whether it holds nothing but what Argo CD reads: such Applications are a matter of delivery, not of the site. */
export function isOfArgoCd({ install, delivery: { objects } }: Planned): boolean {
  return install === undefined && objects.some(({ apiVersion }) => groupOf(apiVersion) === 'argoproj.io');
}
