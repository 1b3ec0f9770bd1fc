import type { PlacedViolation } from '../../../constructs/model';
import type { Rule } from '../../rule';

/**
 * Violations without those of building that an error of the site explains.
 *
 * A value of the site that a rule refuses is met again by the chart or stack that is built from it. That is one fault,
 * and the finding at the place where the value was written is the one to mend. An echo quotes the same value. Only what
 * stands explains anything: a waived finding hides nothing.
 */
export function withoutEchoes(
  standing: readonly PlacedViolation[],
  ofBuilding: readonly PlacedViolation[],
  rules: ReadonlyMap<string, Rule>,
): readonly PlacedViolation[] {
  const building = new Set(ofBuilding);
  const refused = new Set(
    standing.flatMap((violation) => {
      const rule = rules.get(violation.rule);
      const explains = rule?.origin === 'site' && rule.severity === 'error' && !building.has(violation);
      return explains ? [violation.violation.got] : [];
    }),
  );
  return standing.filter((violation) => !building.has(violation) || !refused.has(violation.violation.got));
}
