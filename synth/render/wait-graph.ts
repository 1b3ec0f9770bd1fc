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

/** Vertices of a construct. */
const ROLES = 3;
/** The construct itself. */
const SELF = 0;
/** From the objects inside it to what they wait for. */
const SOURCE = 1;
/** From what waits for it to the objects inside it. */
const TARGET = 2;

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
  private readonly links = new Map<number, Link[]>();
  private readonly pairsOfCharts = new Set<number>();
  private readonly claims = { waits: new Map<number, Claim>(), awaited: new Map<number, Claim>() };
  private readonly claimedUpTo = { waits: new Map<number, number>(), awaited: new Map<number, number>() };

  constructor(
    private readonly tree: Tree,
    private readonly regions: ChartRegions,
  ) {
    this.size = tree.constructs.length * ROLES;
  }

  /** Adds a dependency; returns the dependencies of a cycle that is plain at once. */
  public add(dependency: Dependency): readonly Dependency[] | undefined {
    const { source, target } = dependency;
    this.link(source * ROLES + SELF, target * ROLES + SELF, dependency);
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
    this.link(source * ROLES + SOURCE, target * ROLES + TARGET, dependency);
    this.addCharts(sourceChart, targetChart, dependency);
    return undefined;
  }

  public next(vertex: number): readonly number[] {
    const links = this.links.get(vertex)?.map(({ to }) => to) ?? [];
    return [...links, ...this.throughTree(Math.floor(vertex / ROLES), vertex % ROLES)];
  }

  /** The dependencies that a cycle of vertices stands for. */
  public dependenciesOf(cycle: readonly number[]): readonly Dependency[] {
    return cycle.flatMap((vertex, step) => {
      const next = cycle[(step + 1) % cycle.length];
      const link = this.links.get(vertex)?.find(({ to }) => to === next);
      return link === undefined ? [] : [link.dependency];
    });
  }

  private throughTree(index: number, role: number): readonly number[] {
    const { isChart, isObject } = this.regions;
    if (role === SELF) {
      return isObject(index) ? [index * ROLES + SOURCE] : [];
    }
    if (role === SOURCE) {
      return isChart(index) || index === 0 ? [] : [this.tree.scopes[index]! * ROLES + SOURCE];
    }
    const inside = childrenOf(this.tree, index)
      .filter((child) => !isChart(child))
      .map((child) => child * ROLES + TARGET);
    return isObject(index) ? [index * ROLES + SELF, ...inside] : inside;
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
    this.link(source * ROLES + SELF, target * ROLES + SELF, dependency);
    this.link(source * ROLES + SOURCE, target * ROLES + TARGET, dependency);
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
    const self = object * ROLES + SELF;
    const order = (source: number, target: number): void => {
      this.link(direction === 'waits' ? self : source, direction === 'waits' ? target : self, dependency);
    };
    if (isObject(scope)) {
      order(scope * ROLES + SELF, scope * ROLES + SELF);
    }
    for (const beside of childrenOf(this.tree, scope)) {
      if (beside !== below && !isChart(beside)) {
        order(beside * ROLES + SOURCE, beside * ROLES + TARGET);
      }
    }
  }
}
