import { RULES } from '../../guardrails/registry';
import { closest } from '../../constructs/model/text';
import { EXIT, Fault } from '../fault';
import { INVOCATION } from '../invocation';
import type { Output } from '../output';
import { ruleText } from '../text/rule';

/**
 * `rackproof explain RULE`: what a rule checks, why, how to mend it, with its rows.
 *
 * @throws Fault `unknown-rule` if there is no such rule.
 */
export function explain(id: string, { json }: { readonly json: boolean }, output: Output): number {
  const rule = RULES.get(id);
  if (rule === undefined) {
    const near = nearest(id);
    throw new Fault(
      'unknown-rule',
      `there is no rule ${JSON.stringify(id)}${near === undefined ? '' : `; did you mean ${near}?`}`,
      `${INVOCATION} rules lists them`,
    );
  }
  if (json) {
    output.json({ id, ...rule });
  } else {
    output.product(ruleText(id, rule));
  }
  return EXIT.ok;
}

/** The rule that is meant, also where its family was left out: `guaranteed-qos`. */
function nearest(id: string): string | undefined {
  const ids = [...RULES.keys()];
  const byName = new Map(ids.map((rule) => [rule.slice(rule.lastIndexOf('/') + 1), rule]));
  const name = id.includes('/') ? undefined : closest(id, [...byName.keys()]);
  return byName.get(id) ?? closest(id, ids) ?? (name === undefined ? undefined : byName.get(name));
}
