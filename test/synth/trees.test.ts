import { Yaml, type App } from 'cdk8s';
import fc from 'fast-check';
import { renderApp } from '../../synth/render/kube';
import { buildTree, treeSpec, type TreeSpec } from './fixtures/trees';

/** What cdk8s itself makes of an App, or why it stops. */
function byStock(app: App): { readonly objects: readonly unknown[] } | { readonly error: string } {
  let objects: readonly unknown[] = [];
  // Only what it hands to the YAML library: printing it and reading it back takes longer than all else.
  const print = jest.spyOn(Yaml, 'stringify').mockImplementation((...documents: unknown[]) => {
    objects = documents;
    return '';
  });
  try {
    app.synthYaml();
    return { objects };
  } catch (error) {
    return { error: (error as Error).message };
  } finally {
    print.mockRestore();
  }
}

/** Objects as texts, in an order of their own: equal texts are equal objects. */
function asSet(objects: readonly unknown[]): readonly string[] {
  return objects.map((object) => JSON.stringify(sorted(object))).sort();
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const map = value as Record<string, unknown>;
  return Array.isArray(value)
    ? value.map(sorted)
    : Object.fromEntries(
        Object.keys(map)
          .sort()
          .map((key) => [key, sorted(map[key])]),
      );
}

/** How many trees of each kind: those that render, those with a cycle, those that stop for another reason. */
type Tally = Record<'rendered' | 'cycles' | 'others', number>;

function compare(spec: TreeSpec, tally: Tally): void {
  const stock = byStock(buildTree(spec));
  const { leaves, violations } = renderApp(buildTree(spec), 'home');
  if ('objects' in stock) {
    // What cdk8s passes over in silence is remarked on.
    expect(violations.filter(({ rule }) => rule !== 'render/patch-without-effect')).toEqual([]);
    expect(asSet(leaves.map(({ manifest }) => manifest))).toEqual(asSet(stock.objects));
    tally.rendered += 1;
    return;
  }
  expect(violations).not.toEqual([]);
  if (stock.error.includes('Dependency cycle')) {
    expect(violations.map(({ rule }) => rule)).toContain('render/dependency-cycle');
    tally.cycles += 1;
  } else {
    tally.others += 1;
  }
}

describe('random trees', () => {
  it('hold the same objects as those of cdk8s, or are refused as cdk8s refuses them', () => {
    const tally = { rendered: 0, cycles: 0, others: 0 };
    const kinds = [
      'chart',
      'chart',
      'construct',
      'object',
      'object',
      'class',
      'configMap',
      'service',
      'deployment',
    ] as const;
    fc.assert(
      fc.property(treeSpec(kinds, 9, 3), (spec) => {
        compare(spec, tally);
      }),
      { numRuns: 1500 },
    );
    // Otherwise the comparison proves nothing.
    expect(Math.min(...Object.values(tally))).toBeGreaterThan(20);
  });

  it('have a cycle exactly where cdk8s finds one', () => {
    const tally = { rendered: 0, cycles: 0, others: 0 };
    fc.assert(
      fc.property(treeSpec(['chart', 'construct', 'construct', 'object'], 8, 6), (spec) => {
        const nodes = spec.nodes.map((node) => ({ ...node, data: {}, choice: 2 }));
        compare({ ...spec, nodes, customResolver: false }, tally);
      }),
      { numRuns: 3000 },
    );
    expect(tally.others).toBe(0);
    expect(Math.min(tally.rendered, tally.cycles)).toBeGreaterThan(300);
  });
});
