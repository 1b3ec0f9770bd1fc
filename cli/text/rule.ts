import { emitYaml } from '../../synth/yaml';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import type { ExpectedFinding, InputRow, Row, Rule, SiteRow } from '../../guardrails/rule';

/** Longest text of a row that is shown whole. Characters. */
const LONGEST_TEXT = 1_000;

/** What is shown of a longer one. Characters. */
const SHOWN_OF_LONGER = 40;

/** Everything a rule says of itself, with its rows: what `explain` prints and its page holds. */
export function ruleText(id: string, rule: Rule): string {
  return [
    `# ${id}`,
    rule.summary,
    `Severity: **${rule.severity}**. ${subjectOf(rule)}`,
    '## Why',
    rule.why,
    ...(rule.lesson === undefined ? [] : ['## Lesson', rule.lesson]),
    '## How to fix',
    rule.fix,
    '## When to waive',
    rule.waive === 'never' ? 'Never: a waiver of this rule is refused.' : rule.waive,
    '## Accepted',
    ...rule.valid.map((row) => rowText(row)),
    '## Refused',
    ...rule.invalid.map((row) => rowText(row, row.findings)),
    '## Source',
    rule.source,
  ].join('\n\n');
}

function subjectOf(rule: Rule): string {
  switch (rule.origin) {
    case 'object':
    case 'structure':
      return rule.kind === '*' ? 'Looks at every object of both planes.' : `Looks at ${[rule.kind].flat().join(', ')}.`;
    case 'site':
      return 'Looks at the site model.';
    case 'construct':
    case 'render':
    case 'engine':
    case 'writer':
      return `Applied by ${rule.applies}.`;
  }
}

function rowText(row: Row | SiteRow | InputRow, findings: readonly ExpectedFinding[] = []): string {
  return [
    `### ${row.name}`,
    ...documentsOf(row).map((document) => block(plain(document))),
    ...findings.map(({ at, got }) => `- at \`${at}\`${got === undefined ? '' : `: ${got}`}`),
  ].join('\n\n');
}

/** YAML, as the object would be written; JSON where a row is about what cannot be written. */
function block(document: unknown): string {
  try {
    return `\`\`\`yaml\n${emitYaml(document)}\`\`\``;
  } catch {
    return `\`\`\`json\n${JSON.stringify(document, undefined, 2)}\n\`\`\``;
  }
}

function documentsOf(row: Row | SiteRow | InputRow): readonly unknown[] {
  if ('input' in row) {
    return Object.keys(row.input).length === 0 ? [] : [row.input];
  }
  const { objects = [], resources = [], externals = [] } = row as Row;
  const change = row.site === undefined ? undefined : changeOf(EXAMPLE_SITE, row.site);
  const site = change === undefined || (isMap(change) && Object.keys(change).length === 0) ? [] : [change];
  return [...site, ...objects, ...resources, ...externals];
}

/** What a site has that the example site has not, or has otherwise; `null` where a member was taken away. */
function changeOf(example: unknown, site: unknown): unknown {
  if (JSON.stringify(example) === JSON.stringify(site)) {
    return undefined;
  }
  if (!isMap(example) || !isMap(site)) {
    return site ?? null;
  }
  const keys = [...new Set([...Object.keys(example), ...Object.keys(site)])].filter(
    (key) => !isEmptyList(site[key]) || key in example,
  );
  const changes = keys.map((key) => [key, changeOf(own(example, key), own(site, key))] as const);
  return Object.fromEntries(changes.filter(([, change]) => change !== undefined));
}

function own(map: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Rows may hold what no manifest can (an instance, `undefined`): the page shows what is left of it as data. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, member: unknown) =>
      typeof member === 'number' && !Number.isFinite(member) ? String(member) : shortened(member),
    ),
  ) as unknown;
}

/** Rows about limits hold megabytes. */
function shortened(value: unknown): unknown {
  return typeof value === 'string' && value.length > LONGEST_TEXT
    ? `${value.slice(0, SHOWN_OF_LONGER)}… (${value.length} characters)`
    : value;
}
