import type { Finding } from '../../constructs/model';
import type { Style } from './style';

/** One finding as an operator reads it. */
export function findingText(finding: Finding, style: Style): string {
  const { rule, severity, where, object, path } = finding;
  const colour = severity === 'error' ? style.red : style.yellow;
  const place = [where, object === '' ? '' : `(${object})`].filter(Boolean).join('  ');
  return [
    `${colour(`[${rule}]`)} ${style.bold(printable(place))}`,
    ...rows([
      ['at', path],
      ['got', finding.got],
      ['expected', finding.expected],
      ['why', finding.why],
      ['fix', finding.fix],
      ['docs', finding.docs],
    ]),
  ].join('\n');
}

/** All findings, and a line that counts them. */
export function findingsText(findings: readonly Finding[], style: Style): string {
  const blocks = findings.map((finding) => findingText(finding, style));
  return [...blocks, countText(findings)].join('\n\n');
}

/** `2 errors, 1 warning`. */
export function countText(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return `${plural(errors, 'error')}, ${plural(findings.length - errors, 'warning')}`;
}

/** `1 file`, `2 files`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function rows(pairs: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...pairs.map(([label]) => label.length)) + 1;
  return pairs
    .filter(([, text]) => text !== '')
    .map(
      ([label, text]) =>
        `  ${`${label}:`.padEnd(width)} ${printable(text).replaceAll('\n', `\n${' '.repeat(width + 3)}`)}`,
    );
}

/** Control characters but the line feed, and the separators that some terminals treat as one. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029]/gu;

/** Control characters of the input must not drive the terminal. */
function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, (character) =>
    character === '\n' ? character : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
