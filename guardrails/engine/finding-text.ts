import type { Finding } from '../../constructs/model';

/** How parts of a finding stand out; plain where nothing may. */
export interface FindingStyle {
  readonly bold: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
}

/** No emphasis at all. */
export const PLAIN: FindingStyle = { bold: String, red: String, yellow: String };

/** One finding as an operator reads it. */
export function findingText(finding: Finding, style: FindingStyle): string {
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
