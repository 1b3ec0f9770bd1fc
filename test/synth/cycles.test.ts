import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, Dependable, DependencyGroup, type IConstruct } from 'constructs';
import type { PlacedViolation } from '../../constructs/model';
import { HostResource, HostStack, hostType } from '../../constructs/proxmox';
import { findCycle } from '../../synth/render/cycles';
import { renderStack } from '../../synth/render/host';
import { renderApp } from '../../synth/render/kube';

type Edge = readonly [string, string];

/** A tree from the paths of its constructs: `C` in front of an id makes a chart, `o` an object, else a construct. */
function treeFrom(paths: readonly string[], edges: readonly Edge[]): { app: App; at: (path: string) => Construct } {
  const app = new App();
  const made = new Map<string, Construct>([['', app]]);
  for (const path of paths) {
    const [scope, id] = [made.get(path.split('/').slice(0, -1).join('/'))!, path.split('/').at(-1)!];
    made.set(path, construct(scope, id));
  }
  const at = (path: string): Construct => made.get(path)!;
  edges.forEach(([source, target]) => {
    at(source).node.addDependency(at(target));
  });
  return { app, at };
}

function construct(scope: Construct, id: string): Construct {
  if (id.startsWith('C')) {
    return new Chart(scope, id);
  }
  return id.startsWith('o')
    ? new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } })
    : new Construct(scope, id);
}

const told = (violations: readonly PlacedViolation[]): string[] =>
  violations.map(({ rule, where, violation }) => `${rule} ${where} ${violation.got}`);

function faults(paths: readonly string[], edges: readonly Edge[]): string[] {
  return told(renderApp(treeFrom(paths, edges).app, 'home').violations);
}

/** Whether cdk8s stops, and for a cycle. */
function stockError(paths: readonly string[], edges: readonly Edge[]): string | undefined {
  try {
    treeFrom(paths, edges).app.synthYaml();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const cycle = (...names: string[]): string => `render/dependency-cycle home/${names[0]!} ${names.join(' -> ')}`;

describe('cycles among charts, told by what depends on what', () => {
  const TWO = ['C', 'C/oa', 'C/ob', 'C2', 'C2/oa', 'C2/ob'];
  it.each<[string, readonly string[], readonly Edge[], string]>([
    [
      'two objects',
      TWO,
      [
        ['C/oa', 'C/ob'],
        ['C/ob', 'C/oa'],
      ],
      cycle('C/oa', 'C/ob', 'C/oa'),
    ],
    [
      'two constructs without objects',
      ['C', 'C/x', 'C/y'],
      [
        ['C/x', 'C/y'],
        ['C/y', 'C/x'],
      ],
      cycle('C/x', 'C/y', 'C/x'),
    ],
    [
      'two charts',
      TWO,
      [
        ['C', 'C2'],
        ['C2', 'C'],
      ],
      cycle('C', 'C2', 'C'),
    ],
    [
      'two charts through different objects',
      TWO,
      [
        ['C/oa', 'C2/oa'],
        ['C2/ob', 'C/ob'],
      ],
      cycle('C/oa', 'C2/oa', 'C2/ob', 'C/ob', 'C/oa'),
    ],
    [
      'a construct and an object of the other',
      ['C', 'C/x', 'C/x/o', 'C/y', 'C/y/o'],
      [
        ['C/x', 'C/y'],
        ['C/y/o', 'C/x/o'],
      ],
      cycle('C/x', 'C/y', 'C/y/o', 'C/x/o', 'C/x'),
    ],
    [
      'a part and its whole',
      ['C', 'C/x', 'C/x/o'],
      [
        ['C/x/o', 'C/x'],
        ['C/x', 'C/x/o'],
      ],
      cycle('C/x', 'C/x/o', 'C/x'),
    ],
    [
      'a whole and a part with two objects',
      ['C', 'C/x', 'C/x/oa', 'C/x/ob'],
      [['C', 'C/x']],
      `${cycle('C', 'C/x', 'C')}: the objects that are in both would wait for each other`,
    ],
    [
      'two parts that wait for their whole',
      ['C', 'C/oa', 'C/ob'],
      [
        ['C/oa', 'C'],
        ['C/ob', 'C'],
      ],
      `${cycle('C/oa', 'C', 'C/ob', 'C', 'C/oa')}: the objects that are in both would wait for each other`,
    ],
    [
      'an object in a nested chart on one around it',
      ['C', 'C/o', 'C/C2', 'C/C2/o'],
      [['C/C2/o', 'C/o']],
      `${cycle('C', 'C/C2', 'C/C2/o', 'C/o', 'C')}: a chart waits for the charts in it`,
    ],
  ])('fails: %s', (_, paths, edges, expected) => {
    expect(stockError(paths, edges)).toMatch(/^Dependency cycle/);
    expect(faults(paths, edges)).toEqual([expected]);
  });

  it.each<[string, readonly string[], readonly Edge[]]>([
    ['one part on its whole', ['C', 'C/oa', 'C/ob', 'C/ob/oc'], [['C/oa', 'C']]],
    [
      'a whole on one part',
      ['C', 'C/x', 'C/x/y', 'C/x/y/o', 'C/ob'],
      [
        ['C', 'C/x'],
        ['C', 'C/x/y'],
        ['C/x', 'C/x/y/o'],
      ],
    ],
    [
      'nested wholes on one part each',
      ['C', 'C/oa', 'C/x', 'C/x/oa', 'C/x/ob'],
      [
        ['C', 'C/oa'],
        ['C/x', 'C/x/oa'],
      ],
    ],
    ['an object on a nested chart', ['C', 'C/o', 'C/C2', 'C/C2/o'], [['C/o', 'C/C2']]],
    [
      'an object of a chart in a construct on one around it',
      ['C', 'C/o', 'C/x', 'C/x/C2', 'C/x/C2/o'],
      [['C/x/C2/o', 'C/o']],
    ],
    [
      'an empty construct on what is around it',
      ['C', 'C/oa', 'C/ob', 'C/x'],
      [
        ['C/x', 'C'],
        ['C/oa', 'C/x'],
      ],
    ],
  ])('accepts as cdk8s does: %s', (_, paths, edges) => {
    expect(stockError(paths, edges)).toBeUndefined();
    expect(faults(paths, edges)).toEqual([]);
  });
});

describe('what cdk8s does by accident, and rackproof does not', () => {
  it('fails: an object that waits for itself, which cdk8s leaves out of the output', () => {
    const { app } = treeFrom(['C', 'C/oa', 'C/ob'], [['C/oa', 'C/oa']]);
    expect(app.synthYaml()).not.toContain('name: oa');
    expect(faults(['C', 'C/oa'], [['C/oa', 'C/oa']])).toEqual([cycle('C/oa', 'C/oa')]);
  });

  it('fails: a chart that waits for itself, which cdk8s leaves out with all its objects', () => {
    expect(treeFrom(['C', 'C/oa'], [['C', 'C']]).app.synthYaml()).toBe('');
    expect(faults(['C', 'C/oa'], [['C', 'C']])).toEqual([cycle('C', 'C')]);
  });

  it('fails: a dependency of what is in no chart, at which cdk8s ends without a place', () => {
    expect(stockError(['x', 'C', 'C/o'], [['x', 'C']])).toMatch(/^cannot find a parent chart/);
    expect(faults(['x', 'C', 'C/o'], [['x', 'C']])).toEqual(['render/dependency-outside home/x a dependency on C']);
  });

  it('takes what was removed from the tree for gone, whatever stands at its path now', () => {
    const paths = ['C', 'C/oa', 'C/ob'];
    const build = (): App => {
      const { app, at } = treeFrom(paths, [['C/ob', 'C/oa']]);
      at('C').node.tryRemoveChild('oa');
      const other = construct(at('C'), 'oa');
      other.node.addDependency(at('C/ob'));
      return app;
    };
    expect(() => build().synthYaml()).toThrow(/^Dependency cycle/);
    expect(renderApp(build(), 'home').violations).toEqual([]);
  });

  it('takes a chart of another App for another one, also at the same path', () => {
    const other = treeFrom(['C', 'C/oa'], []);
    const { app, at } = treeFrom(['C', 'C/oa', 'C/ob'], []);
    at('C/ob').node.addDependency(other.at('C/oa'));
    at('C/oa').node.addDependency(at('C/ob'));
    expect(renderApp(app, 'home').violations).toEqual([]);
  });
});

class Rootless extends Dependable {
  public get dependencyRoots(): IConstruct[] {
    throw new Error('no roots');
  }
}

it('reads groups, and tells where dependencies cannot be read', () => {
  const { app, at } = treeFrom(['C', 'C/oa', 'C/ob', 'C/oc'], [['C/ob', 'C/oa']]);
  at('C/oa').node.addDependency(new DependencyGroup(at('C/oc'), at('C/ob')));
  const broken = {};
  Dependable.implement(broken, new Rootless());
  at('C/oc').node.addDependency(broken);
  expect(told(renderApp(app, 'home').violations)).toEqual([
    'render/part-failed home/C/oc no roots',
    cycle('C/oa', 'C/ob', 'C/oa'),
  ]);
});

describe('cycles in a stack', () => {
  const type = hostType<never, object>('test:index/thing:Thing');
  const thing = (scope: Construct, id: string): HostResource =>
    new HostResource(scope, id, { type, inputs: {} as never });

  it('fails: two parts that wait for the rest of their whole, which the plan cannot order', () => {
    const stack = new HostStack('s');
    const whole = new Construct(stack, 'whole');
    [thing(whole, 'a'), thing(whole, 'b')].forEach((part) => {
      part.node.addDependency(whole);
    });
    const { leaves, violations } = renderStack(stack);
    expect(leaves.map(({ dependsOn }) => dependsOn)).toEqual([['whole-b'], ['whole-a']]);
    expect(told(violations)).toEqual(['render/dependency-cycle s/whole/a s/whole/a -> s/whole/b -> s/whole/a']);
  });

  it('has none where one part of two resources waits for the rest', () => {
    const stack = new HostStack('s');
    const whole = new Construct(stack, 'whole');
    const part = new Construct(whole, 'part');
    [thing(part, 'a'), thing(part, 'b'), thing(whole, 'c')].forEach((made) => {
      made.node.addValidation({ validate: () => [] });
    });
    part.node.addDependency(whole);
    expect(renderStack(stack).violations).toEqual([]);
  });
});

describe('findCycle', () => {
  it('gives the vertices of the cycle alone, in order', () => {
    const next = [[1], [2, 3], [], [4], [1]];
    expect(findCycle({ size: next.length, next: (vertex) => next[vertex]! })).toEqual([1, 3, 4]);
  });

  it('asks each vertex once, however long the way and however many ways there are', () => {
    const size = 200_000;
    const next = jest.fn((vertex: number) => [vertex + 1, vertex + 2].filter((target) => target < size));
    expect(findCycle({ size, next })).toBeUndefined();
    expect(next).toHaveBeenCalledTimes(size);
  });
});
