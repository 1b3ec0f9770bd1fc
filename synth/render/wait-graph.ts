import type { ChartRegions } from './chart-regions';
import type { Graph } from './cycles';
import type { Dependency } from './dependencies';
import { childrenOf, isInside, type Tree } from './tree';

/** A way in the graph that a dependency opens; the others only lead through the tree. */
interface Link {
  readonly to: number;
  readonly dependency: Dependency;
}

/** A part that waits for the rest of its whole, or that the rest waits for, and the dependency that says so. */
interface Claim {
  readonly object: number;
  readonly dependency: Dependency;
}

/** The two ways in which one object and the rest of its whole can be ordered. */
type Direction = 'waits' | 'awaited';

/** Each construct is three vertices: itself, the way out of the objects inside it, and the way in to them. */
const ROLES = 3;

/**
 * What waits for what in a tree of charts, as cdk8s sees it:
 *
 * - A construct waits for each of its dependencies, and each object inside it for each object inside them, itself left
 *   out. An object is inside a construct if no chart lies between them.
 * - A chart waits for another chart if anything in it waits for anything in that.
 *
 * cdk8s lists each pair of objects. Here they share the vertices of their scopes, so that the graph is as large as the
 * tree and its dependencies, also for charts with thousands of objects.
 */
export class WaitGraph implements Graph {
  public readonly size: number;
  private readonly count: number;
  private readonly links = new Map<number, Link[]>();
  private readonly pairsOfCharts = new Set<number>();
  private readonly claims = { waits: new Map<number, Claim>(), awaited: new Map<number, Claim>() };
  private readonly claimedUpTo = { waits: new Map<number, number>(), awaited: new Map<number, number>() };

  constructor(
    private readonly tree: Tree,
    private readonly regions: ChartRegions,
  ) {
    this.count = tree.constructs.length;
    this.size = this.count * ROLES;
  }

  /** Adds a dependency; returns the dependencies of a cycle that is plain at once. */
  public add(dependency: Dependency): readonly Dependency[] | undefined {
    const { source, target } = dependency;
    this.link(source, target, dependency);
    const [sourceChart, targetChart] = [this.regions.chartOf[source]!, this.regions.chartOf[target]!];
    if (source === target || sourceChart < 0 || targetChart < 0) {
      return undefined;
    }
    if (sourceChart === targetChart && isInside(this.tree, source, target)) {
      return this.orderAround('waits', source, target, dependency);
    }
    if (sourceChart === targetChart && isInside(this.tree, target, source)) {
      return this.orderAround('awaited', target, source, dependency);
    }
    this.link(this.wayOut(source), this.wayIn(target), dependency);
    this.addCharts(sourceChart, targetChart, dependency);
    return undefined;
  }

  public next(vertex: number): readonly number[] {
    const links = this.links.get(vertex)?.map(({ to }) => to) ?? [];
    return [...links, ...this.throughTree(vertex)];
  }

  /** The dependencies that a cycle of vertices stands for. */
  public dependenciesOf(cycle: readonly number[]): readonly Dependency[] {
    return cycle.flatMap((vertex, step) => {
      const next = cycle[(step + 1) % cycle.length];
      const link = this.links.get(vertex)?.find(({ to }) => to === next);
      return link === undefined ? [] : [link.dependency];
    });
  }

  /** From the objects inside a construct to what they wait for. */
  private wayOut(index: number): number {
    return this.count + index;
  }

  /** From what waits for a construct to the objects inside it. */
  private wayIn(index: number): number {
    return this.count * 2 + index;
  }

  private throughTree(vertex: number): readonly number[] {
    const { isChart, isObject } = this.regions;
    if (vertex < this.count) {
      return isObject(vertex) ? [this.wayOut(vertex)] : [];
    }
    const index = vertex % this.count;
    if (vertex < this.count * 2) {
      return isChart(index) || index === 0 ? [] : [this.wayOut(this.tree.scopes[index]!)];
    }
    const inside = childrenOf(this.tree, index)
      .filter((child) => !isChart(child))
      .map((child) => this.wayIn(child));
    return isObject(index) ? [index, ...inside] : inside;
  }

  private link(from: number, to: number, dependency: Dependency): void {
    const links = this.links.get(from);
    if (links === undefined) {
      this.links.set(from, [{ to, dependency }]);
    } else {
      links.push({ to, dependency });
    }
  }

  private addCharts(source: number, target: number, dependency: Dependency): void {
    const pair = source * this.tree.constructs.length + target;
    if (source === target || this.pairsOfCharts.has(pair)) {
      return;
    }
    this.pairsOfCharts.add(pair);
    this.link(source, target, dependency);
    this.link(this.wayOut(source), this.wayIn(target), dependency);
  }

  /** Orders a part and its whole. Objects that are in both would wait for each other, unless there is only one. */
  private orderAround(
    direction: Direction,
    part: number,
    whole: number,
    dependency: Dependency,
  ): readonly Dependency[] | undefined {
    const count = this.regions.objectCounts[part]!;
    if (count > 1) {
      return [dependency];
    }
    return count === 0 ? undefined : this.orderRest(direction, this.regions.someObject[part]!, whole, dependency);
  }

  /**
   * Orders one object and every other object of a whole: what lies beside the way up from the one to the other.
   *
   * Two objects that claim the same piece of the way lie both in the wholes of both, and so wait for each other. Hence
   * no piece is ordered twice, and all ways together are no longer than the tree.
   */
  private orderRest(
    direction: Direction,
    object: number,
    whole: number,
    dependency: Dependency,
  ): readonly Dependency[] | undefined {
    const claims = this.claims[direction];
    let below = this.claimedUpTo[direction].get(object) ?? object;
    while (isInside(this.tree, below, whole)) {
      const scope = this.tree.scopes[below]!;
      const claim = claims.get(scope);
      if (claim !== undefined) {
        return [claim.dependency, dependency];
      }
      claims.set(scope, { object, dependency });
      this.linkBeside(direction, object, below, dependency);
      below = scope;
    }
    this.claimedUpTo[direction].set(object, below);
    return undefined;
  }

  private linkBeside(direction: Direction, object: number, below: number, dependency: Dependency): void {
    const { isChart, isObject } = this.regions;
    const scope = this.tree.scopes[below]!;
    const order = (source: number, target: number): void => {
      this.link(direction === 'waits' ? object : source, direction === 'waits' ? target : object, dependency);
    };
    if (isObject(scope)) {
      order(scope, scope);
    }
    for (const beside of childrenOf(this.tree, scope)) {
      if (beside !== below && !isChart(beside)) {
        order(this.wayOut(beside), this.wayIn(beside));
      }
    }
  }
}
