import type { Bundle, Declared } from '../../constructs/model';
import { DECLARATION } from '../../constructs/model/declaration';
import type { Tree } from './tree';

/** What the constructs of a tree declare besides objects. */
export type Declarations = Pick<Bundle, 'flows' | 'state' | 'externals'>;

/** Collects the declarations of a tree; `prefix` stands before every construct path. */
export function declarationsOf({ constructs }: Tree, tree: string, prefix: string): Declarations {
  const byType = new Map<string, Declared<never>[]>(Object.values(DECLARATION).map((type) => [type, []]));
  for (const { node } of constructs) {
    for (const { type, data } of node.metadata) {
      byType.get(type)?.push({ where: `${prefix}${node.path}`, tree, value: data as never });
    }
  }
  return {
    flows: byType.get(DECLARATION.flow)!,
    state: byType.get(DECLARATION.state)!,
    externals: byType.get(DECLARATION.external)!,
  };
}
