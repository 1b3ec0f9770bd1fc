import type { IConstruct, RootConstruct } from 'constructs';
import type { HostObject } from '../../constructs/model';
import { isHostResource } from '../../constructs/model/host-plane';
import { declarationsOf } from './declarations';
import { findCycle } from './cycles';
import { cycleOf, type RenderedTree } from './kube';

/** Renders one host stack. Construct paths start with the stack's name: its root carries it. */
export function renderStack(root: RootConstruct): RenderedTree<HostObject> {
  const constructs: readonly IConstruct[] = root.node.findAll();
  return {
    leaves: constructs.filter((construct) => isHostResource(construct)).map((resource) => resource.toHostObject()),
    violations: cycleOf(findCycle(constructs), ''),
    secrets: [],
    ...declarationsOf(constructs, root.node.id, ''),
  };
}
