import { compareCodePoints } from '../model/code-points';
import { isReference, isSymbolic, type Reference, type Symbolic } from './reference';

/** Text that `plan.json` could not tell from a symbolic value. */
const READS_LIKE_A_REFERENCE = /^\$\{[^}]*\}$/;

/** A reference among inputs, with its place. */
export interface PlacedReference {
  /** Dotted path. */
  readonly at: string;
  readonly reference: Reference<unknown>;
}

/** Every reference to another resource, at any depth. */
export function* referencesIn(value: unknown, at: string): Generator<PlacedReference> {
  for (const leaf of leavesOf(value, at)) {
    if (isReference(leaf.value)) {
      yield { at: leaf.at, reference: leaf.value };
    }
  }
}

/** Every text that reads like a symbolic value and is none. */
export function* literalReferencesIn(value: unknown, at: string): Generator<{ at: string; text: string }> {
  for (const leaf of leavesOf(value, at)) {
    if (typeof leaf.value === 'string' && READS_LIKE_A_REFERENCE.test(leaf.value)) {
      yield { at: leaf.at, text: leaf.value };
    }
  }
}

/** Copies inputs with symbolic values as text and keys in code-point order; members that are `undefined` are dropped. */
export function textOf(value: unknown): unknown {
  return mapInputs(value, (symbolic) => symbolic.planText());
}

/** Copies inputs with every symbolic value replaced; keys in code-point order, members that are `undefined` dropped. */
export function mapInputs(value: unknown, replace: (symbolic: Symbolic<unknown>) => unknown): unknown {
  if (isSymbolic(value)) {
    return replace(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => mapInputs(item, replace));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = entries.sort(([a], [b]) => compareCodePoints(a, b));
  return Object.fromEntries(sorted.map(([key, member]) => [key, mapInputs(member, replace)]));
}

function* leavesOf(value: unknown, at: string): Generator<{ at: string; value: unknown }> {
  if (typeof value !== 'object' || value === null || isSymbolic(value)) {
    yield { at, value };
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    yield* leavesOf(member, Array.isArray(value) ? `${at}[${key}]` : `${at}.${key}`);
  }
}
