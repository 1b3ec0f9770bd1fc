import type { IConstruct } from 'constructs';

/**
 * Finds one cycle among the dependencies of a tree: the paths of the constructs that depend on each other, the first one
 * again at the end; `undefined` if there is none.
 *
 * Depending on a construct means waiting for everything inside it, and what is inside a construct waits for whatever that
 * construct depends on. A dependency between a part and its whole only orders the rest of the whole: it is no cycle.
 *
 * Linear in constructs and dependencies, and iterative: a long chain does not exhaust the stack.
 */
export function findCycle(constructs: readonly IConstruct[]): readonly string[] | undefined {
  const graph = new WaitGraph(constructs);
  const state = new Map<number, 'open' | 'closed'>();
  for (let vertex = 0; vertex < constructs.length * 2; vertex += 1) {
    const cycle = state.has(vertex) ? undefined : search(graph, vertex, state);
    if (cycle !== undefined) {
      return graph.describe(cycle);
    }
  }
  return undefined;
}

/** Each construct is two vertices: `2i` waits for what it needs, `2i + 1` also for everything inside it. */
class WaitGraph {
  private readonly indexes: ReadonlyMap<IConstruct, number>;

  constructor(private readonly constructs: readonly IConstruct[]) {
    this.indexes = new Map(constructs.map((construct, index) => [construct, index]));
  }

  public *waitsFor(vertex: number): Generator<number, void> {
    const construct = this.at(vertex);
    if (vertex % 2 === 1) {
      yield vertex - 1;
      yield* this.verticesOf(construct.node.children, 1);
      return;
    }
    yield* this.verticesOf(construct.node.scope === undefined ? [] : [construct.node.scope], 0);
    yield* this.verticesOf(
      construct.node.dependencies.filter((target) => !isPartOrWhole(construct, target)),
      1,
    );
  }

  /** Only the constructs that declare a dependency of the cycle; the way through wholes and parts says nothing new. */
  public describe(cycle: readonly number[]): readonly string[] {
    const sources = cycle
      .filter((vertex, step) => vertex % 2 === 0 && (cycle[(step + 1) % cycle.length] ?? 0) % 2 === 1)
      .map((vertex) => this.at(vertex).node.path);
    return [...sources, ...sources.slice(0, 1)];
  }

  private *verticesOf(constructs: readonly IConstruct[], phase: 0 | 1): Generator<number, void> {
    for (const construct of constructs) {
      const index = this.indexes.get(construct);
      if (index !== undefined) {
        yield index * 2 + phase;
      }
    }
  }

  private at(vertex: number): IConstruct {
    // Every vertex was made from an index of this list.
    return this.constructs[vertex >> 1]!;
  }
}

function isPartOrWhole(one: IConstruct, other: IConstruct): boolean {
  return one !== other && (one.node.scopes.includes(other) || other.node.scopes.includes(one));
}

interface Frame {
  readonly vertex: number;
  readonly next: Iterator<number, void>;
}

/** Depth-first; returns the open vertices of the first cycle that it meets. */
function search(graph: WaitGraph, start: number, state: Map<number, 'open' | 'closed'>): readonly number[] | undefined {
  const enter = (vertex: number): Frame => {
    state.set(vertex, 'open');
    return { vertex, next: graph.waitsFor(vertex) };
  };
  const stack: Frame[] = [enter(start)];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const { done, value } = top.next.next();
    if (done === true) {
      state.set(top.vertex, 'closed');
      stack.pop();
    } else if (state.get(value) === 'open') {
      return stack.slice(stack.findIndex((frame) => frame.vertex === value)).map((frame) => frame.vertex);
    } else if (!state.has(value)) {
      stack.push(enter(value));
    }
  }
  return undefined;
}
