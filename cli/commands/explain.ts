import { RULES } from '../../guardrails/registry';
import { closest } from '../../constructs/model/text';
import { EXIT, Fault } from '../fault';
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
    const near = closest(id, [...RULES.keys()]);
    throw new Fault(
      'unknown-rule',
      `there is no rule ${JSON.stringify(id)}${near === undefined ? '' : `; did you mean ${near}?`}`,
      'rackproof rules lists them',
    );
  }
  if (json) {
    output.json({ id, ...rule });
  } else {
    output.product(ruleText(id, rule));
  }
  return EXIT.ok;
}
