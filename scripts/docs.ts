import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rulePages } from './rule-pages';

/** `npm run docs`: writes a page for every rule, and their index. The pages are made from the rules: edit those. */
const folder = join(__dirname, '../docs/guardrails');
rmSync(folder, { recursive: true, force: true });
const pages = rulePages();
for (const [path, text] of pages) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
console.error(`docs/guardrails: ${pages.size} pages`);
