import type { Finding } from '../../constructs/model';
import { findingText } from '../../guardrails/engine/finding-text';
import type { Style } from './style';

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
