import type { WriteOutcome } from '../../synth/writer';
import type { Run } from '../run';
import { printable } from '../../synth/writer/printable';
import { countText, plural } from './findings';
import { tableText } from './table';

/** Paths of a list that are shown. */
const SHOWN = 10;

/** What a run did, for people: objects per application, findings, files, time; what was lost by name. */
export function summaryText(
  run: Run,
  outcome: Extract<WriteOutcome, { readonly ok: true }>,
  { out, milliseconds }: { readonly out: string; readonly milliseconds: number },
): string {
  const { clusters, stacks } = run.report;
  const rows = [
    ...Object.entries(clusters).flatMap(([cluster, apps]) =>
      Object.entries(apps).map(([app, count]) => [cluster, app, count] as const),
    ),
    ...Object.entries(stacks).map(([stack, count]) => ['(hosts)', stack, count] as const),
  ];
  const files = `${plural(outcome.written.length, 'file')} written, ${outcome.unchanged} unchanged, ${outcome.removed.length} removed`;
  return [
    tableText(['cluster', 'app or stack', 'objects'], rows),
    '',
    `${countText(run.findings)}, ${run.waived.length} waived; ${plural(notModelled(run), 'thing')} not modelled (see report.json)`,
    `${out}: ${files} in ${Math.round(milliseconds)} ms${outcome.healed ? '; an interrupted run was completed first' : ''}`,
    ...pathList('removed:', outcome.removed),
    ...pathList('edited since the last run, and replaced:', outcome.edited),
  ].join('\n');
}

function notModelled({ report }: Run): number {
  return report.notModelled.length;
}

/** Paths under a title, the first of them if there are many; nothing if there is none. */
export function pathList(title: string, paths: readonly string[]): string[] {
  const rest = paths.length - SHOWN;
  const lines = paths.slice(0, SHOWN).map((path) => `  ${printable(path)}`);
  return paths.length === 0 ? [] : [title, ...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])];
}
