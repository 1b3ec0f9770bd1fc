import type { RootConstruct } from 'constructs';
import type { HostObject, PlacedViolation } from '../../constructs/model';
import { isHostResource } from '../../constructs/model/host-plane';
import { findCycle } from './cycles';
import { declarationsOf } from './declarations';
import { cycleViolation, dependenciesOf } from './dependencies';
import type { RenderedTree } from './kube';
import { treeOf, type Tree } from './tree';
import { validate } from './validation';

/** Renders one host stack. Construct paths start with the stack's name: its root carries it. */
export function renderStack(root: RootConstruct): RenderedTree<HostObject> {
  const tree = treeOf(root);
  const resources = new Map<number, HostObject>();
  for (const [index, construct] of tree.constructs.entries()) {
    if (isHostResource(construct)) {
      resources.set(index, construct.toHostObject());
    }
  }
  return {
    leaves: [...resources.values()],
    violations: [...validate(tree, ''), ...orderFaults(tree, resources)],
    secrets: [],
    ...declarationsOf(tree, root.node.id, ''),
  };
}

/** Constructs wait for what they depend on, and resources for what the plan says; neither may lead back. */
function orderFaults(tree: Tree, resources: ReadonlyMap<number, HostObject>): readonly PlacedViolation[] {
  const { inside, violations } = dependenciesOf(tree, '');
  const next = tree.constructs.map((): number[] => []);
  for (const { source, target } of inside) {
    next[source]!.push(target);
  }
  const indexes = new Map([...resources].map(([index, { name }]) => [name, index]));
  for (const [index, { dependsOn }] of resources) {
    // Every name in the plan is that of a resource of the stack.
    next[index]!.push(...dependsOn.map((name) => indexes.get(name)!));
  }
  const cycle = findCycle({ size: next.length, next: (vertex) => next[vertex]! });
  return [
    ...violations,
    ...cycleViolation(tree, '', cycle && { dependencies: cycle.map((source, step) => edgeAt(cycle, source, step)) }),
  ];
}

function edgeAt(cycle: readonly number[], source: number, step: number): { source: number; target: number } {
  return { source, target: cycle[(step + 1) % cycle.length]! };
}
