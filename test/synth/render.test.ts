import { ApiObject, Chart, Lazy, type App } from 'cdk8s';
import { HostResource, HostStack, hostType } from '../../constructs/proxmox';
import { SpecError, type Bundle } from '../../constructs/model';
import { checkBundle } from '../../guardrails/engine/check';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import { RULES } from '../../guardrails/registry';
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

/** Rules and texts of every finding. */
function told(bundle: Bundle): string {
  return checkBundle(bundle, RULES)
    .findings.map(({ rule, got, expected, path }) => [rule, path, got, expected].join(' '))
    .join('\n');
}

describe('secrets of what is not rendered', () => {
  const VALUE = 'Xk29-correct-horse';
  const login = (chart: Chart, more: object = {}): ApiObject =>
    new ApiObject(chart, 'login', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'login', namespace: 'apps' },
      stringData: { pass: VALUE },
      ...more,
    });

  const storage = hostType<never, object>('proxmoxve:storage/pbs:Pbs');

  it.each<[string, Bundle]>([
    [
      'a chart that throws',
      rendered([
        chart('a', (own) => {
          login(own);
          throw new Error(`cannot use ${VALUE}`);
        }),
      ]),
    ],
    [
      'a chart that refuses',
      rendered([
        chart('a', (own) => {
          const violation = { at: 'x', got: `this: ${VALUE}`, expected: 'another' };
          throw new SpecError(login(own), 'render/part-failed', violation);
        }),
      ]),
    ],
    [
      'an object that cannot be rendered',
      rendered([
        chart('a', (own) => {
          const cyclic: Record<string, unknown> = {};
          cyclic['self'] = cyclic;
          const failing = Lazy.any({
            produce: () => {
              throw new Error(`cannot use ${VALUE}`);
            },
          }) as unknown;
          login(own, { failing, within: cyclic });
        }),
      ]),
    ],
    [
      'a stack that throws',
      rendered(
        [],
        [
          {
            stack: 's',
            build: () => {
              const own = new HostStack('s');
              new HostResource(own, 'pbs', { type: storage, inputs: { password: VALUE } as never });
              throw new Error(`cannot use ${VALUE}`);
            },
          },
        ],
      ),
    ],
  ])('fails: %s, without repeating them', (_, bundle) => {
    expect(told(bundle)).toMatch(/^render\/.*<redacted>/m);
    expect(told(bundle)).not.toContain('correct-horse');
  });
});
