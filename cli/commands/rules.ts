import { RULES } from '../../guardrails/registry';
import type { Output } from '../output';
import { tableText } from '../text/table';
import { EXIT } from '../fault';

/** `rackproof rules`: every rule in a line. */
export function rules({ json }: { readonly json: boolean }, output: Output): number {
  const listed = [...RULES].map(([id, { severity, summary, lesson }]) => ({
    id,
    severity,
    summary,
    lesson: lesson ?? null,
  }));
  if (json) {
    output.json({ rules: listed });
  } else {
    const rows = listed.map(({ id, severity, summary }) => [id, severity, summary]);
    output.product(tableText(['rule', 'severity', 'demands that'], rows));
  }
  return EXIT.ok;
}
