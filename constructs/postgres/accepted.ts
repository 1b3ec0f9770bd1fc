import type { Construct } from 'constructs';
import { SpecError } from '../model';
import type { Parsed } from '../model/parsed';

/** The value of an outcome. @throws SpecError with the rule, if the outcome is a refusal. */
export function accepted<T>(scope: Construct, rule: string, at: string, outcome: Parsed<T>): T {
  if (!outcome.ok) {
    throw new SpecError(scope, rule, { at, ...outcome.fault });
  }
  return outcome.value;
}
