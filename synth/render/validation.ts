import type { IConstruct } from 'constructs';
import type { PlacedViolation } from '../../constructs/model';
import { messageOf, placed } from './placed';
import type { Tree } from './tree';

/** Runs what `node.addValidation` was given, once for each construct; every message is a violation of its construct. */
export function validate({ constructs }: Tree, prefix: string): readonly PlacedViolation[] {
  const violations: PlacedViolation[] = [];
  for (const construct of constructs) {
    for (const got of messagesOf(construct)) {
      const violation = { at: 'validation', got, expected: 'a construct whose own validation says nothing' };
      violations.push(placed('render/validation', construct, prefix, violation));
    }
  }
  return violations;
}

function messagesOf({ node }: IConstruct): readonly string[] {
  try {
    // Whatever it returns ends the synthesis in cdk8s, text or not.
    return (node.validate() as readonly unknown[]).map((message) =>
      typeof message === 'string' ? message : `a message that is no text: ${typeof message}`,
    );
  } catch (error) {
    return [`a validation that throws: ${messageOf(error)}`];
  }
}
