import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './child';
import { jsonOf, markdownOf, type Results } from './report';

/** Page that shows what was recorded. */
const PAGE = join(ROOT, 'docs/performance.md');

/** Writes results as JSON to bench/, and their table into the page. */
export function record(suite: string, results: Results): void {
  writeFileSync(join(ROOT, 'bench', `${suite}.json`), jsonOf(results));
  writeFileSync(PAGE, withSection(readFileSync(PAGE, 'utf8'), suite, markdownOf(results)));
}

/**
 * A page with what stands between the two marks of a section replaced.
 *
 * @throws Error if the page has no such section
 */
export function withSection(page: string, section: string, text: string): string {
  const [open, close] = [`<!-- ${section}: recorded -->\n`, `<!-- ${section}: end -->`];
  const [start, end] = [page.indexOf(open), page.indexOf(close)];
  if (start < 0 || end < start) {
    throw new Error(`the page has no section ${section}`);
  }
  return `${page.slice(0, start)}${open}<!-- prettier-ignore-start -->\n\n${text}\n\n<!-- prettier-ignore-end -->\n${page.slice(end)}`;
}
