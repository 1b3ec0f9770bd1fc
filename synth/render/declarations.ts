import type { IConstruct } from 'constructs';
import type { Bundle, Declared } from '../../constructs/model';
import { DECLARATION } from '../../constructs/model/declaration';

/** What the constructs of a tree declare besides objects. */
export type Declarations = Pick<Bundle, 'flows' | 'state' | 'externals'>;

/** Collects the declarations of a tree; `prefix` stands before every construct path. */
export function declarationsOf(constructs: readonly IConstruct[], tree: string, prefix: string): Declarations {
  const collect = <T>(type: string): Declared<T>[] =>
    constructs.flatMap(({ node }) =>
      node.metadata
        .filter((entry) => entry.type === type)
        .map((entry) => ({ where: `${prefix}${node.path}`, tree, value: entry.data as T })),
    );
  return {
    flows: collect(DECLARATION.flow),
    state: collect(DECLARATION.state),
    externals: collect(DECLARATION.external),
  };
}
