import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, Node } from 'constructs';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import { renderBundle } from '../../synth/render/bundle';
import { renderApp } from '../../synth/render/kube';
import { WaitGraph } from '../../synth/render/wait-graph';

const object = (scope: Construct, id: string): ApiObject =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });

/** Charts of `objects` objects each, `charts` in a wave; each waits for every chart of the wave before. */
function waves(count: number, charts: number, objects: number, dependent = true): App {
  const app = new App();
  let before: Chart[] = [];
  for (let wave = 0; wave < count; wave += 1) {
    const made = Array.from({ length: charts }, (_, index) => new Chart(app, `w${wave}-${index}`));
    for (const chart of made) {
      Array.from({ length: objects }, (_, index) => object(chart, `o${index}`));
      if (dependent) {
        chart.node.addDependency(...before);
      }
    }
    before = made;
  }
  return app;
}

const GETTERS = ['children', 'dependencies', 'metadata', 'scopes'] as const;
const METHODS = ['validate', 'findAll'] as const;

/** How often each member of a node is asked for while something runs. */
function callsDuring(run: () => void): Record<string, number> {
  const spies = new Map<string, jest.SpyInstance>([
    ...GETTERS.map((name) => [name, jest.spyOn(Node.prototype, name, 'get')] as const),
    ...METHODS.map((name) => [name, jest.spyOn(Node.prototype, name)] as const),
  ]);
  try {
    run();
    return Object.fromEntries([...spies].map(([name, spy]) => [name, spy.mock.calls.length]));
  } finally {
    spies.forEach((spy) => {
      spy.mockRestore();
    });
  }
}

/** Vertices and edges that the search for cycles walks. */
function stepsOf(app: App): number {
  const next = jest.spyOn(WaitGraph.prototype, 'next');
  try {
    expect(renderApp(app, 'home').violations).toEqual([]);
    return next.mock.results.reduce((sum, { value }) => sum + 1 + (value as readonly number[]).length, 0);
  } finally {
    next.mockRestore();
  }
}

const cpuOf = (run: () => void): number => {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

describe('a tree is read once', () => {
  it.each([1, 4])('each construct is asked once for all that it has, in a tree of %i times fifty charts', (factor) => {
    const app = waves(10, 5 * factor, 3);
    const constructs = app.node.findAll().length;
    expect(callsDuring(() => renderApp(app, 'home'))).toEqual({
      children: constructs,
      dependencies: constructs,
      metadata: constructs,
      validate: constructs,
      scopes: 0,
      findAll: 0,
    });
  });

  it.each([100, 400])('a program of %i builders does not read the App before each of them', (charts) => {
    const builders = Array.from({ length: charts }, (_, index) => ({
      app: `a${index}`,
      build: (app: App): void => {
        object(new Chart(app, `a${index}`), 'o');
      },
    }));
    const program = { site: EXAMPLE_SITE, charts: () => builders, stacks: () => [] };
    const calls = callsDuring(() => {
      expect(renderBundle(program).objects).toHaveLength(charts);
    });
    expect(calls).toMatchObject({ children: 2 * charts + 1, validate: 2 * charts + 1, findAll: 0 });
  });
});

describe('waves of charts that wait for each other', () => {
  it.each([
    [6, 3, 10],
    [300, 3, 10],
  ])('%i waves of %i charts of %i objects take a few steps for each construct and dependency', (...shape) => {
    const [count, charts] = shape;
    const app = waves(...shape);
    const constructs = app.node.findAll().length;
    const dependencies = (count - 1) * charts * charts;
    // Three vertices of a construct, at most two ways through the tree from each, two of a dependency.
    expect(stepsOf(app)).toBeLessThan(9 * constructs + 4 * dependencies);
    expect(stepsOf(waves(...shape, false))).toBe(0);
  });

  it('take little more time than the same charts without dependencies', () => {
    const ratios = Array.from({ length: 5 }, () => {
      const [ordered, free] = [waves(300, 3, 10), waves(300, 3, 10, false)];
      const without = cpuOf(() => renderApp(free, 'home'));
      return cpuOf(() => renderApp(ordered, 'home')) / without;
    });
    // 1.5 on an idle machine; cdk8s does not come to an end.
    expect(ratios.sort((a, b) => a - b)[2]).toBeLessThan(4);
  });
});

describe('long ways do not exhaust the stack', () => {
  it('10,000 objects of one chart, each waiting for the one before, and a cycle among them', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    const objects = Array.from({ length: 10_000 }, (_, index) => object(chart, `o${index}`));
    objects.slice(1).forEach((each, index) => {
      each.addDependency(objects[index]!);
    });
    const { leaves, violations } = renderApp(app, 'home');
    expect([leaves.length, violations]).toEqual([10_000, []]);
    objects[0]!.addDependency(objects.at(-1)!);
    const [cycle] = renderApp(app, 'home').violations;
    expect(cycle!.violation.got.split(' -> ')).toHaveLength(10_001);
  });

  it('500 charts, each waiting for the one before', () => {
    const { leaves, violations } = renderApp(waves(500, 1, 3), 'home');
    expect([leaves.length, violations]).toEqual([1500, []]);
  });

  it('1,500 constructs inside each other, the innermost waiting for the whole', () => {
    const app = new App();
    let scope: Construct = new Chart(app, 'chart');
    for (let depth = 0; depth < 1500; depth += 1) {
      scope = new Construct(scope, 'c');
    }
    object(scope, 'o').addDependency(app.node.children[0]!);
    const { leaves, violations } = renderApp(app, 'home');
    expect([leaves.length, violations]).toEqual([1, []]);
  });

  it('1,500 charts inside each other', () => {
    const app = new App();
    let scope: Construct = app;
    for (let depth = 0; depth < 1500; depth += 1) {
      scope = new Chart(scope, 'c');
      object(scope, 'o');
    }
    app.node.children[0]!.node.addDependency(scope);
    expect(renderApp(app, 'home').violations).toEqual([]);
  });
});

it('parts that wait for their whole take time in proportion: nested a hundred deep, a hundred parts each', () => {
  const steps = (depth: number): number => {
    const app = new App();
    let scope: Construct = new Chart(app, 'chart');
    for (let level = 0; level < depth; level += 1) {
      Array.from({ length: 100 }, (_, index) => object(scope, `o${index}`))[0]!.addDependency(scope);
      scope.node.addDependency(new Construct(scope, 'empty'));
      scope = new Construct(scope, 'inside');
    }
    return stepsOf(app);
  };
  expect(steps(100) / steps(25)).toBeLessThan(4.5);
});
