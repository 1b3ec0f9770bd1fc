import { charts } from '../charts';
import { appsChart } from '../charts/apps';
import { rootCharts } from '../charts/root';
import { resolve, type Manifest } from '../constructs/model';
import { EXAMPLE_SITE } from '../guardrails/engine/example-site';
import { renderBundle } from '../synth/render/bundle';
import { count, find, manifestSerializer } from '../testing';

expect.addSnapshotSerializer(manifestSerializer);

const site = resolve(EXAMPLE_SITE);
const cluster = site.cluster('home');
const builders = [...charts(site, cluster), ...rootCharts(site, cluster), appsChart(site, cluster)];
const bundle = renderBundle({ site: EXAMPLE_SITE, charts: () => builders, stacks: () => [] });

/** Manifests of one application of the example site. */
function manifestsOf(app: string): readonly Manifest[] {
  return bundle.objects.filter((object) => object.app === app).map(({ manifest }) => manifest);
}

describe('charts of the example site', () => {
  it('build without a violation', () => {
    expect(bundle.violations).toEqual([]);
  });

  it.each(builders.map(({ app }) => [app] as const))('%s renders as reviewed', (app) => {
    expect(manifestsOf(app)).toMatchSnapshot();
  });

  it('are each delivered by an application of their name, from their own folder', () => {
    const delivered = builders.map(({ app }) => app).filter((app) => app !== 'apps' && app !== 'root');
    expect(count(manifestsOf('apps'), { kind: 'Application' })).toBe(delivered.length);
    for (const app of delivered) {
      const application = find(manifestsOf('apps'), { kind: 'argoproj.io/Application', name: app });
      expect(application['spec']).toMatchObject({ source: { path: `dist/clusters/home/${app}` } });
    }
  });
});
