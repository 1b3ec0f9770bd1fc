/** A directed graph whose vertices are the numbers from 0 on. */
export interface Graph {
  readonly size: number;
  /** The vertices that one leads to. Asked once for each vertex. */
  next(vertex: number): readonly number[];
}

/**
 * Finds one cycle of a graph: its vertices in order, each once; `undefined` if there is none.
 *
 * Depth-first, each vertex and edge once, and iterative: a long way does not exhaust the stack.
 */
export function findCycle(graph: Graph): readonly number[] | undefined {
  const state = new Uint8Array(graph.size);
  for (let vertex = 0; vertex < graph.size; vertex++) {
    const cycle = state[vertex] === UNSEEN ? search(graph, vertex, state) : undefined;
    if (cycle !== undefined) {
      return cycle;
    }
  }
  return undefined;
}

const UNSEEN = 0;
/** On the way from the start to the vertex at hand. */
const OPEN = 1;
const CLOSED = 2;

interface Step {
  readonly vertex: number;
  readonly next: readonly number[];
  /** How many of `next` were taken. */
  taken: number;
}

function search(graph: Graph, start: number, state: Uint8Array): readonly number[] | undefined {
  const enter = (vertex: number): Step => {
    state[vertex] = OPEN;
    return { vertex, next: graph.next(vertex), taken: 0 };
  };
  const way: Step[] = [enter(start)];
  for (let step = way.at(-1); step !== undefined; step = way.at(-1)) {
    const next = step.next[step.taken++];
    if (next === undefined) {
      state[step.vertex] = CLOSED;
      way.pop();
    } else if (state[next] === OPEN) {
      return way.slice(way.findIndex(({ vertex }) => vertex === next)).map(({ vertex }) => vertex);
    } else if (state[next] === UNSEEN) {
      way.push(enter(next));
    }
  }
  return undefined;
}
