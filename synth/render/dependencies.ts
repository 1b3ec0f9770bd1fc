import type { IConstruct } from 'constructs';
import type { PlacedViolation } from '../../constructs/model';
import { messageOf, placed } from './placed';
import type { Tree } from './tree';

/** One construct waits for another; both by their index in the tree. */
export interface Dependency {
  readonly source: number;
  readonly target: number;
}

/** What the constructs of a tree wait for. */
export interface Dependencies {
  readonly inside: readonly Dependency[];
  /** Targets that are not in the tree: of another tree, or taken out of this one. */
  readonly outside: readonly { readonly source: number; readonly target: IConstruct }[];
  /** Dependencies that cannot be read. */
  readonly violations: readonly PlacedViolation[];
}

/** Reads `node.dependencies` of every construct, once. */
export function dependenciesOf(tree: Tree, prefix: string): Dependencies {
  const inside: Dependency[] = [];
  const outside: { source: number; target: IConstruct }[] = [];
  const violations: PlacedViolation[] = [];
  let indexes: ReadonlyMap<IConstruct, number> | undefined;
  for (const [source, construct] of tree.constructs.entries()) {
    for (const target of targetsOf(construct, prefix, violations)) {
      indexes ??= new Map(tree.constructs.map((each, index) => [each, index]));
      const index = indexes.get(target);
      if (index === undefined) {
        outside.push({ source, target });
      } else {
        inside.push({ source, target: index });
      }
    }
  }
  return { inside, outside, violations };
}

function targetsOf(construct: IConstruct, prefix: string, violations: PlacedViolation[]): readonly IConstruct[] {
  try {
    return construct.node.dependencies;
  } catch (error) {
    const violation = { at: 'dependencies', got: messageOf(error), expected: 'constructs, or groups of them' };
    violations.push(placed('render/part-failed', construct, prefix, violation));
    return [];
  }
}

/** The constructs of a cycle: what depends on what, the first one again at the end. */
function namesOf({ constructs }: Tree, cycle: readonly Dependency[]): readonly string[] {
  const names = cycle
    .flatMap(({ source, target }, step) =>
      cycle[(step + 1) % cycle.length]?.source === target ? [source] : [source, target],
    )
    .map((index) => constructs[index]!.node.path);
  return [...names, ...names.slice(0, 1)];
}

/** Dependencies that lead back to where they start. */
export interface Cycle {
  readonly dependencies: readonly Dependency[];
  /** @default - they say it themselves */
  readonly because?: string;
}

/** A cycle as a violation, if there is one. */
export function cycleViolation(tree: Tree, prefix: string, cycle: Cycle | undefined): readonly PlacedViolation[] {
  if (cycle === undefined) {
    return [];
  }
  const first = tree.constructs[cycle.dependencies[0]!.source]!;
  const because = cycle.because === undefined ? '' : `: ${cycle.because}`;
  const violation = {
    at: 'dependencies',
    got: `${namesOf(tree, cycle.dependencies).join(' -> ')}${because}`,
    expected: 'dependencies that lead nowhere back',
  };
  return [{ rule: 'render/dependency-cycle', where: `${prefix}${first.node.path}`, object: '', violation }];
}
