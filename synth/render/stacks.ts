import type { RootConstruct } from 'constructs';
import type { PlacedViolation, Violation } from '../../constructs/model';
import { quoted } from '../../constructs/model/text';
import type { StackBuilder } from '../program';

/** Names that Pulumi takes. */
const STACK_NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/** Why none of the builders of one name may run; `undefined` if the only one may. */
export function stackFault(name: string, builders: readonly StackBuilder[]): PlacedViolation | undefined {
  if (typeof name !== 'string' || !STACK_NAME.test(name)) {
    return misnamed(name, {
      at: 'stack',
      got: typeof name === 'string' ? quoted(name) : `a ${typeof name}`,
      expected: '1 to 100 letters, digits, hyphens, underscores and periods',
    });
  }
  return builders.length === 1
    ? undefined
    : {
        rule: 'stack/duplicate-stack',
        where: name,
        object: '',
        violation: { at: 'stack', got: `${builders.length} stacks called ${name}`, expected: 'one stack of each name' },
      };
}

/** Why a tree is not that of its builder: the plan and every finding know it by the name of its root. */
export function rootFault({ stack }: StackBuilder, root: RootConstruct): PlacedViolation | undefined {
  const { id } = root.node;
  return id === stack
    ? undefined
    : misnamed(stack, { at: 'stackName', got: `a tree called ${quoted(id)}`, expected: `the name ${stack}` });
}

function misnamed(name: string, violation: Violation): PlacedViolation {
  return {
    rule: 'stack/stack-name',
    where: typeof name === 'string' && name !== '' ? name : 'stacks',
    object: '',
    violation,
  };
}
