import type { Violation } from '../../constructs/model';
import type { Parsed } from '../../constructs/model/parsed';

/** A parser's refusal as the violation of a field; nothing if the value was accepted. */
export function refusal(at: string, outcome: Parsed<unknown>): Violation[] {
  return outcome.ok ? [] : [{ at, ...outcome.fault }];
}
