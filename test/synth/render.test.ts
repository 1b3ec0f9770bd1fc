import { ApiObject, Chart, type App } from 'cdk8s';
import { HostStack } from '../../constructs/core/host-stack';
import type { Bundle } from '../../constructs/model';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import type { ChartBuilder, StackBuilder } from '../../synth/program';
import { renderBundle } from '../../synth/render/bundle';

function rendered(charts: readonly ChartBuilder[], stacks: readonly StackBuilder[] = []): Bundle {
  return renderBundle({ site: EXAMPLE_SITE, charts: () => charts, stacks: () => stacks });
}

function chart(app: string, fill: (chart: Chart) => void = () => undefined, id = app): ChartBuilder {
  return {
    app,
    build: (root: App) => {
      fill(new Chart(root, id));
    },
  };
}

function settings(chart: Chart, name = 'settings'): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'apps' } });
}

const stack = (name: string): StackBuilder => ({ stack: name, build: () => new HostStack(name) });

describe('parts of one name', () => {
  it('fails: two charts of one app, told once, and neither is rendered', () => {
    const bundle = rendered([chart('a', settings), chart('a', settings, 'other'), chart('b', settings)]);
    expect(bundle.violations).toMatchObject([
      { rule: 'render/part-failed', where: 'home/a', violation: { at: 'app', got: '2 charts called a' } },
    ]);
    expect(bundle.objects.map(({ where }) => where)).toEqual(['home/b/settings']);
    expect(bundle.incomplete).toEqual(['home/a']);
  });

  it('fails: two stacks of one name, of which neither is built', () => {
    const build = jest.fn(() => new HostStack('s'));
    const bundle = rendered([], [{ stack: 's', build }, { stack: 's', build }, stack('t')]);
    expect(bundle.violations).toMatchObject([{ rule: 'stack/duplicate-stack', where: 's' }]);
    expect(bundle.incomplete).toEqual(['s']);
    expect(build).not.toHaveBeenCalled();
  });

  it('fails: a tree with another name than its builder is not rendered', () => {
    const bundle = rendered([], [{ stack: 's', build: () => new HostStack('t') }]);
    expect(bundle.violations).toMatchObject([{ rule: 'stack/stack-name', where: 's' }]);
    expect(bundle.incomplete).toEqual(['s']);
  });
});
