import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Linter } from 'eslint';

const root = join(__dirname, '..');

/** Every way to make output depend on the clock, on chance or on the language: a line of its own each. */
const PLANTED = [
  ["import { randomBytes } from 'node:crypto';", 'no-restricted-imports'],
  ['export const a = Math.random();', 'no-restricted-properties'],
  ['export const b = Date.now();', 'no-restricted-properties'],
  ['export const c = new Date();', 'no-restricted-syntax'],
  ["export const d = ['b', 'a'].sort((x, y) => x.localeCompare(y));", 'no-restricted-properties'],
  ["export const e = 'I'.toLocaleLowerCase();", 'no-restricted-properties'],
  ["export const f = Intl.DateTimeFormat('en');", 'no-restricted-globals'],
  ['export const g = crypto.randomUUID();', 'no-restricted-globals'],
  ['export const h = performance.now();', 'no-restricted-properties'],
  ['export const i = new Date(0).getUTCFullYear();', undefined],
  ['export const j = randomBytes;', undefined],
] as const;

it('the linter refuses clock, chance and language in what makes output', () => {
  const eslint = join(root, 'node_modules/eslint/bin/eslint.js');
  const printed = spawnSync(process.execPath, [eslint, '--print-config', 'synth/program.ts'], { cwd: root });
  const { rules } = JSON.parse(String(printed.stdout)) as { rules: Linter.RulesRecord };
  // The rules in question alone: those that need types take half a minute.
  const restrictions = Object.entries(rules).filter(([rule]) => rule.startsWith('no-restricted-'));
  const text = PLANTED.map(([line]) => line).join('\n');
  const found = new Linter().verify(text, [{ rules: Object.fromEntries(restrictions) }]);
  expect(found.map(({ line, ruleId }) => `${line} ${ruleId}`)).toEqual(
    PLANTED.flatMap(([, rule], index) => (rule === undefined ? [] : `${index + 1} ${rule}`)),
  );
});
