import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { PlacedViolation } from '../../constructs/model';
import { chartRegionsOf, type ChartRegions } from './chart-regions';
import { findCycle } from './cycles';
import { cycleViolation, dependenciesOf, type Cycle, type Dependency } from './dependencies';
import { placed } from './placed';
import type { Tree } from './tree';
import { WaitGraph } from './wait-graph';

/** What cannot be ordered among the constructs of charts; `prefix` stands before every construct path. */
export function chartOrderFaults(tree: Tree, prefix: string): readonly PlacedViolation[] {
  const { inside, outside, violations } = dependenciesOf(tree, prefix);
  if (inside.length + outside.length === 0) {
    return violations;
  }
  const regions = chartRegionsOf(tree);
  const chartless = [
    ...inside.filter(({ source, target }) => regions.chartOf[source] === -1 || regions.chartOf[target] === -1),
    ...outside.filter(
      ({ source, target }) =>
        regions.chartOf[source] === -1 || !target.node.scopes.some((scope) => Chart.isChart(scope)),
    ),
  ];
  return [
    ...violations,
    ...chartless.map(({ source, target }) => chartlessViolation(tree, prefix, source, target)),
    ...cycleViolation(tree, prefix, cycleOf(tree, regions, inside)),
  ];
}

function chartlessViolation(
  { constructs }: Tree,
  prefix: string,
  source: number,
  target: IConstruct | number,
): PlacedViolation {
  const other = typeof target === 'number' ? constructs[target]! : target;
  return placed('render/dependency-outside', constructs[source]!, prefix, {
    at: 'dependencies',
    got: `a dependency on ${other.node.path === '' ? 'the App' : other.node.path}`,
    expected: 'a dependency of a chart, or of something in one, on another',
  });
}

function cycleOf(tree: Tree, regions: ChartRegions, declared: readonly Dependency[]): Cycle | undefined {
  const nested = chartsInCharts(tree, regions);
  const graph = new WaitGraph(tree, regions);
  for (const dependency of [...declared, ...nested]) {
    const dependencies = graph.add(dependency);
    if (dependencies !== undefined) {
      return { dependencies, because: 'the objects that are in both would wait for each other' };
    }
  }
  const cycle = findCycle(graph);
  if (cycle === undefined) {
    return undefined;
  }
  const dependencies = graph.dependenciesOf(cycle);
  const implied = new Set(nested);
  return {
    dependencies,
    ...(dependencies.some((dependency) => implied.has(dependency)) && {
      because: 'a chart waits for the charts in it',
    }),
  };
}

/** A chart waits for the charts directly in it. */
function chartsInCharts({ scopes }: Tree, { isChart }: ChartRegions): readonly Dependency[] {
  return scopes.flatMap((source, target) =>
    source >= 0 && isChart(source) && isChart(target) ? [{ source, target }] : [],
  );
}
