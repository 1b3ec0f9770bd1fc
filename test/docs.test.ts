import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { chartPage } from '../scripts/chart-page';
import { rulePages } from '../scripts/rule-pages';

const folder = join(__dirname, '../docs/guardrails');

describe('pages of the rules', () => {
  const pages = rulePages();

  it('are exactly those that npm run docs writes', () => {
    const there = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .map((path) => path.split('\\').join(posix.sep))
      .sort();
    expect(there).toEqual([...pages.keys()].sort());
  });

  it.each([...pages])('docs/guardrails/%s is current', (path, text) => {
    expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
  });
});

it('docs/charts.md is current', () => {
  expect(readFileSync(join(folder, '../charts.md'), 'utf8')).toBe(chartPage());
});
