import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders below guardrails/ that hold no rules. */
const NOT_RULES = new Set(['engine', 'schemas']);

/** Ids of every rule file, in code-point order: the path below guardrails/ without its ending. */
export function ruleFiles(root: string): string[] {
  const guardrails = join(root, 'guardrails');
  const families = readdirSync(guardrails, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !NOT_RULES.has(entry.name),
  );
  return families
    .flatMap(({ name: family }) =>
      readdirSync(join(guardrails, family))
        .filter((file) => file.endsWith('.ts'))
        .map((file) => `${family}/${file.slice(0, -'.ts'.length)}`),
    )
    .sort();
}

/** Source of guardrails/registry.ts. */
export function registrySource(ids: readonly string[]): string {
  const nameOf = (id: string): string => id.replaceAll(/[-/](.)/g, (_, letter: string) => letter.toUpperCase());
  return [
    '// Written by `npm run registry` from the files below guardrails/: add a file there, not a line here.',
    "import type { Rule } from './rule';",
    ...ids.map((id) => `import ${nameOf(id)} from './${id}';`),
    '',
    '/** Every rule by its id, in code-point order. */',
    'export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([',
    ...ids.map((id) => `  ['${id}', ${nameOf(id)}],`),
    ']);',
    '',
  ].join('\n');
}
