import { ApiObject, Chart } from 'cdk8s';
import type { Tree } from './tree';

/** What belongs to which chart: its region reaches down to the charts inside it, whose objects are their own. */
export interface ChartRegions {
  /** Index of the innermost chart of each construct, itself if it is one; -1 outside every chart. */
  readonly chartOf: readonly number[];
  readonly isChart: (index: number) => boolean;
  readonly isObject: (index: number) => boolean;
  /** Objects in and inside each construct, as far as its region reaches. */
  readonly objectCounts: readonly number[];
  /** One of these objects; meaningless where there is none. */
  readonly someObject: readonly number[];
}

/** Reads the regions of a tree. */
export function chartRegionsOf(tree: Tree): ChartRegions {
  const { constructs, scopes } = tree;
  const chartOf: number[] = [];
  for (const [index, construct] of constructs.entries()) {
    chartOf.push(Chart.isChart(construct) ? index : (chartOf[scopes[index]!] ?? -1));
  }
  const isChart = (index: number): boolean => chartOf[index] === index;
  const isObject = (index: number): boolean => ApiObject.isApiObject(constructs[index]);
  const objectCounts = constructs.map((_, index) => (isObject(index) ? 1 : 0));
  const someObject = constructs.map((_, index) => index);
  // What is inside comes after: each is complete before its scope takes it over.
  for (let index = constructs.length - 1; index > 0; index--) {
    const scope = scopes[index]!;
    if (!isChart(index) && objectCounts[index]! > 0) {
      objectCounts[scope]! += objectCounts[index]!;
      someObject[scope] = someObject[index]!;
    }
  }
  return { chartOf, isChart, isObject, objectCounts, someObject };
}
