import type { IConstruct } from 'constructs';

/** A tree of constructs, read once. Constructs are known by their index, each before what is inside it. */
export interface Tree {
  readonly constructs: readonly IConstruct[];
  /** Index of the scope of each; -1 of the root. */
  readonly scopes: readonly number[];
  /** Index behind the last construct inside each: inside `i` is what lies from `i + 1` to before `ends[i]`. */
  readonly ends: readonly number[];
}

/** Reads a tree in the order of `node.findAll()`. Iterative: neither depth nor number exhausts the stack. */
export function treeOf(root: IConstruct): Tree {
  const constructs: IConstruct[] = [];
  const scopes: number[] = [];
  const waiting: IConstruct[] = [root];
  const waitingIn: number[] = [-1];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const index = constructs.length;
    constructs.push(next);
    scopes.push(waitingIn.pop()!);
    const children = next.node.children;
    for (let child = children.length - 1; child >= 0; child--) {
      waiting.push(children[child]!);
      waitingIn.push(index);
    }
  }
  return { constructs, scopes, ends: endsOf(scopes) };
}

function endsOf(scopes: readonly number[]): number[] {
  const ends = scopes.map((_, index) => index + 1);
  for (let index = ends.length - 1; index > 0; index--) {
    const scope = scopes[index]!;
    ends[scope] = Math.max(ends[scope]!, ends[index]!);
  }
  return ends;
}

/** Whether one construct is inside another; none is inside itself. */
export function isInside({ ends }: Tree, part: number, whole: number): boolean {
  return whole < part && part < ends[whole]!;
}

/** The constructs directly inside one. */
export function childrenOf({ ends }: Tree, index: number): readonly number[] {
  const children: number[] = [];
  for (let child = index + 1; child < ends[index]!; child = ends[child]!) {
    children.push(child);
  }
  return children;
}
