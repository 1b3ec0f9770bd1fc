import { ApiObject, Chart, Testing, type App } from 'cdk8s';
import { dirname } from 'node:path/posix';
import { appsChart } from '../charts/apps';
import { resolve, type Site } from '../constructs/model';
import { parseDnsSubdomain } from '../constructs/model/dns-name';
import { EXAMPLE_SITE } from '../guardrails/engine/example-site';
import { renderBundle } from '../synth/render/bundle';
import { pathsOf } from '../synth/paths';
import { renderApp } from '../synth/render/kube';
import { findAll } from '../testing';

const site: Site = resolve(EXAMPLE_SITE);
const cluster = site.cluster('home');

/** Charts of these ids, each with one object, and after them the Applications. */
function deliver(...ids: readonly string[]) {
  const builders = ids.map((app) => ({
    app,
    build: (scope: App): void => {
      const chart = new Chart(scope, app);
      new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } });
    },
  }));
  return renderBundle({
    site: EXAMPLE_SITE,
    charts: () => [...builders, appsChart(site, cluster)],
    stacks: () => [],
  });
}

describe('Application', () => {
  it.each([
    ['wiki'],
    ['aux'],
    ['con'],
    ['Wiki'],
    ['a_b'],
    ['wiki-70fc265f34'],
    ['x y'],
    ['c'.repeat(220)],
    ['c'.repeat(254)],
  ])('of the chart %j leads to the folder of its files, by a legal name', (id) => {
    const { objects } = deliver(id);
    const paths = pathsOf(objects);
    const folder = dirname(dirname(paths[objects.findIndex(({ app }) => app === id)]!));
    const [application] = findAll(
      objects.map(({ manifest }) => manifest),
      { kind: 'argoproj.io/Application' },
    );
    expect(application?.['spec']).toMatchObject({ source: { path: `${cluster.gitops.path}/${folder}` } });
    expect(parseDnsSubdomain(application?.metadata.name)).toMatchObject({ ok: true });
  });

  it('is called like its chart where that is a legal name', () => {
    const { objects } = deliver('wiki', 'aux', 'A', 'a');
    const names = findAll(
      objects.map(({ manifest }) => manifest),
      { kind: 'argoproj.io/Application' },
    ).map(({ metadata }) => metadata.name);
    expect(names).toEqual([expect.stringMatching(/^a-[0-9a-f]{8}$/), 'a', 'aux', 'wiki']);
  });
});

describe('appsChart', () => {
  it('has no Application for a chart without objects: Argo CD would find no folder', () => {
    const app = Testing.app();
    new Chart(app, 'empty');
    const full = new Chart(app, 'full');
    new ApiObject(new Chart(full, 'inner'), 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } });
    appsChart(site, cluster).build(app);
    expect(app.node.findChild('apps').node.children.map(({ node }) => node.id)).toEqual(['project-site', 'full']);
  });

  it('comes after what its chart waits for by addDependency', () => {
    const app = Testing.app();
    const [first, second, third] = ['first', 'second', 'third'].map((id) => {
      const chart = new Chart(app, id);
      new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });
      return chart;
    });
    first!.addDependency(second!);
    second!.node.findChild('x').node.addDependency(third!.node.findChild('x'));
    appsChart(site, cluster).build(app);
    const manifests = renderApp(app, 'home').leaves.map(({ manifest }) => manifest);
    const waves = findAll(manifests, { kind: 'argoproj.io/Application' }).map(({ metadata: { name, annotations } }) => [
      name,
      annotations?.['argocd.argoproj.io/sync-wave'],
    ]);
    expect(Object.fromEntries(waves)).toEqual({ first: '2', second: '1', third: '0' });
  });
});
