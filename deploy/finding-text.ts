import type { Finding } from '../constructs/model';

/** Findings as an operator reads them among Pulumi's own messages: without colours, without control characters. */
export function findingsText(findings: readonly Finding[]): string {
  return findings.map(findingText).join('\n\n');
}

function findingText({ rule, where, object, path, got, expected, why, fix, docs }: Finding): string {
  const rows = Object.entries({ at: path, got, expected, why, fix, docs }).filter(([, text]) => text !== '');
  return [
    `[${rule}] ${[where, object === '' ? '' : `(${object})`].filter(Boolean).join('  ')}`,
    ...rows.map(([label, text]) => `  ${`${label}:`.padEnd(10)}${printable(text)}`),
  ].join('\n');
}

function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
