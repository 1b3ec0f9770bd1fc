import type { Run } from '../run';
import { printable } from '../../synth/writer/printable';
import { findingsText, plural } from './findings';
import type { Style } from './style';

/** What a check found, what was waived and with which reasons, and what nothing judges: no finding is not yet a proof. */
export function verdictText({ findings, waived, notModelled }: Omit<Run, 'bundle' | 'files'>, style: Style): string {
  const accepted = waived.map(({ rule, where, reason }) => `${rule} at ${where}: ${printable(reason)}`);
  const unjudged = notModelled.map(({ what, reason, count }) => `${printable(what)}: ${printable(reason)} (${count})`);
  return [...section('waived', accepted), ...section('not modelled', unjudged), findingsText(findings, style)].join(
    '\n',
  );
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : [`${plural(lines.length, 'thing')} ${title}:`, ...lines.map((line) => `  ${line}`), ''];
}
