import type { PlacedViolation } from '../../../constructs/model';
import type { Rule } from '../../rule';

/** Shortest value by which an echo is known: one character is in every text. */
const SHORTEST = 2;

/**
 * Violations without those that an error of the site explains.
 *
 * A value of the site that a rule refuses is met again by the chart or stack that is built from it, and by the objects that
 * carry it. That is one fault, and the finding at the place where the value was written is the one to mend. An echo shows
 * the same value. Only what stands explains anything: a waived finding hides nothing.
 */
export function withoutEchoes(
  standing: readonly PlacedViolation[],
  ofBuilding: readonly PlacedViolation[],
  rules: ReadonlyMap<string, Rule>,
): readonly PlacedViolation[] {
  const building = new Set(ofBuilding);
  const isOfSite = (violation: PlacedViolation) =>
    rules.get(violation.rule)?.origin === 'site' && !building.has(violation);
  const refused = standing
    .filter((violation) => isOfSite(violation) && rules.get(violation.rule)?.severity === 'error')
    .map(({ violation: { got } }) => ({ got, values: valuesIn(got) }));
  const isEcho = ({ violation: { got } }: PlacedViolation) =>
    refused.some((error) => error.got === got || error.values.some((value) => shows(got, value)));
  return standing.filter((violation) => isOfSite(violation) || !isEcho(violation));
}

/** The value that a violation quotes first, as it is and as quotes show it; none where it is too short to be known again. */
function valuesIn(got: string): readonly string[] {
  const literal = /"(?:[^"\\]|\\.)*"/.exec(got)?.[0] ?? '""';
  const value = JSON.parse(literal) as string;
  return value.length < SHORTEST ? [] : [...new Set([value, literal.slice(1, -1)])];
}

/** Whether a text has a value somewhere where neither of its ends is inside a longer word or number. */
function shows(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const end = at + value.length;
    if (!CONTINUED.test(text.slice(at - 1, at + 1)) && !CONTINUED.test(text.slice(end - 1, end + 1))) {
      return true;
    }
  }
  return false;
}

/** Two characters of one word, or of one number. */
const CONTINUED = /^(?:\p{L}{2}|\p{Nd}{2})$/u;
