// Written by `npm run registry` from the files below guardrails/: add a file there, not a line here.
import type { Rule } from './rule';
import renderPartFailed from './render/part-failed';
import structurePlaintextSecret from './structure/plaintext-secret';

/** Every rule by its id, in code-point order. */
export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['render/part-failed', renderPartFailed],
  ['structure/plaintext-secret', structurePlaintextSecret],
]);
