import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chartPage } from './chart-page';
import { rulePages } from './rule-pages';

/** `npm run docs`: writes a page for every rule, their index, and one of the charts. They are made from the code: edit that. */
const folder = join(__dirname, '../docs/guardrails');
rmSync(folder, { recursive: true, force: true });
const pages = rulePages();
for (const [path, text] of pages) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
writeFileSync(join(__dirname, '../docs/charts.md'), chartPage());
console.error(`docs/guardrails: ${pages.size} pages`);
