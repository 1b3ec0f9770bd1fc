import { ruleText } from '../cli/text/rule';
import { RULES } from '../guardrails/registry';
import type { Rule } from '../guardrails/rule';

const GENERATED = '<!-- Written by `npm run docs` from the rule itself. -->';

/** Every page below docs/guardrails/, by its path. */
export function rulePages(): ReadonlyMap<string, string> {
  const pages = [...RULES].map(([id, rule]) => [`${id}.md`, `${GENERATED}\n\n${ruleText(id, rule)}\n`] as const);
  return new Map([['README.md', indexPage()], ...pages]);
}

function indexPage(): string {
  const families = new Map<string, [string, Rule][]>();
  for (const [id, rule] of RULES) {
    const family = id.slice(0, id.indexOf('/'));
    families.set(family, [...(families.get(family) ?? []), [id, rule]]);
  }
  const sections = [...families].map(
    ([family, rules]) =>
      `## ${family}\n\n| rule | severity | demands that |\n| --- | --- | --- |\n${rules.map(row).join('\n')}`,
  );
  return `${[GENERATED, '# Rules', ...sections].join('\n\n')}\n`;
}

function row([id, { severity, summary }]: [string, Rule]): string {
  return `| [${id}](${id}.md) | ${severity} | ${summary.replaceAll('|', '\\|')} |`;
}
