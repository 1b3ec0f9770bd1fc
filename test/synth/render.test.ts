import { ApiObject, Chart, Lazy, type App } from 'cdk8s';
import { Construct } from 'constructs';
import { HostResource, HostStack, hostType } from '../../constructs/proxmox';
import { SpecError, type Bundle } from '../../constructs/model';
import { checkBundle } from '../../guardrails/engine/check';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import { RULES } from '../../guardrails/registry';
import type { ChartBuilder, StackBuilder } from '../../synth/program';
import { renderBundle } from '../../synth/render/bundle';
import { emitYaml } from '../../synth/yaml';

function rendered(charts: readonly ChartBuilder[], stacks: readonly StackBuilder[] = []): Bundle {
  return renderBundle({ site: EXAMPLE_SITE, charts: () => charts, stacks: () => stacks });
}

function chart(app: string, fill: (chart: Chart) => unknown = () => undefined, id = app): ChartBuilder {
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

describe('what users can write ends in findings', () => {
  const got = (bundle: Bundle): string[] =>
    bundle.violations.map(({ rule, where, violation }) => `${rule} ${where} ${violation.at}: ${violation.got}`);

  const throwing = (thrown: () => unknown): Bundle =>
    rendered([
      chart('a', () => {
        throw thrown();
      }),
    ]);

  it('fails: callbacks that throw', () => {
    const refuse = (): never => {
      throw new Error('no list');
    };
    expect(got(renderBundle({ site: EXAMPLE_SITE, charts: refuse, stacks: refuse }))).toEqual([
      'render/part-failed home/charts build: no list',
      'render/part-failed stacks build: no list',
    ]);
  });

  it('fails: builders that are async, also one that ends with an error later', async () => {
    const later: unknown = () => Promise.reject(new Error('later'));
    const bundle = rendered([{ app: 'a', build: later as never }], [{ stack: 's', build: later as never }]);
    expect(got(bundle)).toEqual([
      expect.stringMatching(/^render\/part-failed home\/a build: build returned a promise/),
      expect.stringMatching(/^render\/part-failed s build: build returned a promise/),
    ]);
    await new Promise(setImmediate);
  });

  it('fails: a rule of the user, by its text', () => {
    const bundle = throwing(() => new SpecError('a/x', 'mine/rule', { at: 'size', got: 'two', expected: 'one' }));
    expect(told(bundle)).toBe('render/part-failed size two [mine/rule] one');
  });

  const withMessage = (message: PropertyDescriptor): Error => Object.defineProperty(new Error('x'), 'message', message);
  it.each<[string, () => unknown, string]>([
    [
      'an Error whose message is a number',
      () => withMessage({ value: 5 }),
      'an Error whose message is no text: number',
    ],
    [
      'an Error whose message throws',
      () =>
        withMessage({
          get: () => {
            throw new Error('y');
          },
        }),
      'something that cannot be read was thrown',
    ],
    [
      'what only bears the name of a SpecError',
      () => Object.assign(new Error('forged'), { name: 'SpecError', violation: {} }),
      'forged',
    ],
    [
      'a proxy',
      () =>
        new Proxy(new Error('x'), {
          getPrototypeOf: () => {
            throw new Error('y');
          },
        }),
      'something that cannot be read was thrown',
    ],
  ])('fails: %s', (_, thrown, text) => {
    expect(got(throwing(thrown))).toEqual([`render/part-failed home/a build: ${text}`]);
  });

  it('fails: a refusal in a chart of the name of its cluster, at its place', () => {
    const violation = { at: 'x', got: 'y', expected: 'z' };
    const build = (own: Chart): never => {
      throw new SpecError(new ApiObject(own, 'o', { apiVersion: 'v1', kind: 'Secret' }), 'mine/rule', violation);
    };
    expect(rendered([chart('home', build)]).violations[0]?.where).toBe('home/home/o');
  });

  const nested = (levels: number): unknown => (levels === 0 ? {} : { in: nested(levels - 1) });
  it.each<[string, object, string]>([
    ['half a surrogate pair', { data: { a: '\ud800' } }, 'data.a: a text with half a surrogate pair'],
    ['half a surrogate pair in a key', { data: { '\ud800': 'a' } }, 'data: a key with half a surrogate pair'],
    ['an integer that lost precision', { spec: { size: 2 ** 60 } }, 'spec.size: an integer beyond'],
    ['an empty place in a list', { spec: [undefined] }, 'spec.0: undefined where a value must stand'],
    ['too many levels', { spec: nested(98) }, 'spec.in.in.in.in.in.in.in: maps and lists more than 99 levels deep'],
  ])('fails: %s, before the emitter sees it', (_, fields, text) => {
    const manifest = { apiVersion: 'example.org/v1', kind: 'Own', metadata: { name: 'a' }, ...fields };
    const bundle = rendered([chart('a', (own) => new ApiObject(own, 'o', manifest))]);
    expect(got(bundle)).toEqual([expect.stringContaining(`render/unrenderable home/a/o ${text}`)]);
  });

  it('keeps null where a list holds it', () => {
    const manifest = { apiVersion: 'example.org/v1', kind: 'Own', metadata: { name: 'a' }, spec: [null, 'x'] };
    const bundle = rendered([chart('a', (own) => new ApiObject(own, 'o', manifest))]);
    expect(bundle.violations).toEqual([]);
    expect(emitYaml(bundle.objects[0]?.manifest)).toContain('- null');
  });

  it('renders as many levels as can be written', () => {
    const manifest = { apiVersion: 'example.org/v1', kind: 'Own', metadata: { name: 'a' }, spec: nested(97) };
    const bundle = rendered([chart('a', (own) => new ApiObject(own, 'o', manifest))]);
    expect(bundle.violations).toEqual([]);
    expect(emitYaml(bundle.objects[0]?.manifest)).toContain('in: {}');
  });

  it('fails: a waiver of a resource whose reason is no text', () => {
    const build = (): HostStack => {
      const own = new HostStack('s');
      const waive = { 'proxmox/fingerprint': 5 } as never;
      const type = hostType<never, object>('proxmoxve:storage/pbs:Pbs');
      new HostResource(own, 'pbs', { type, inputs: {} as never, options: { waive } });
      return own;
    };
    expect(told(rendered([], [{ stack: 's', build }]))).toContain('no reason (proxmox/fingerprint)');
  });
});

describe('a part that failed', () => {
  const failing = (fill: (chart: Chart) => unknown = settings): ChartBuilder =>
    chart('failing', (own) => {
      fill(own);
      throw new Error('stopped');
    });

  it('leaves nothing half-built behind, and the others as they are', () => {
    const bundle = rendered([chart('before', settings), failing(), chart('after', settings)]);
    expect(bundle.objects.map(({ where }) => where)).toEqual(['home/after/settings', 'home/before/settings']);
    expect(bundle.incomplete).toEqual(['home/failing']);
  });

  it('is told at its place in its cluster', () => {
    const violation = { at: 'x', got: 'y', expected: 'z' };
    const refuse = (own: Chart): never => {
      throw new SpecError(settings(own), 'render/part-failed', violation);
    };
    const place = { rule: 'render/part-failed', where: 'home/failing/settings', object: '', violation };
    expect(rendered([failing(refuse)]).violations).toEqual([place]);
  });

  it('may hold what others refer to, and the definitions of their kinds', () => {
    const other = chart('other', (own) => {
      const metadata = { name: 'a', namespace: 'apps' };
      new ApiObject(own, 'own', { apiVersion: 'example.org/v1', kind: 'Own', metadata });
      const containers = [{ name: 'a', image: 'ghcr.io/x/y:1.2.3', envFrom: [{ configMapRef: { name: 'gone' } }] }];
      new ApiObject(own, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers } });
    });
    const judged = /^structure\/(?:crd|reference) /m;
    expect(told(rendered([other]))).toMatch(judged);
    expect(told(rendered([other, failing()]))).not.toMatch(judged);
  });
});

describe('dependencies', () => {
  it('of a part on its whole, and of a whole on its part, are no cycle', () => {
    const bundle = rendered([
      chart('a', (own) => {
        const scope = new Construct(own, 'scope');
        const inside = new ApiObject(scope, 'inside', {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'inside' },
        });
        inside.node.addDependency(scope);
        own.node.addDependency(scope);
      }),
    ]);
    expect(bundle.violations).toEqual([]);
  });
});
