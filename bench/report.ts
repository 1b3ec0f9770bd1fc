import { meets } from './goal';
import type { Machine } from './machine';
import type { Figure, Row } from './row';

/** A row with what was measured of it. */
export interface Measured {
  readonly row: Row;
  /** Empty where it could not be measured. */
  readonly figures: readonly Figure[];
  /** Why it could not be measured. */
  readonly missing?: string;
}

/** Everything that a run tells. */
export interface Results {
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly machine: Machine;
  /** Where output went. */
  readonly scratch: string;
  readonly seed: number;
  /** What was compared, and equal. */
  readonly correctness: readonly string[];
  readonly measured: readonly Measured[];
}

/** A Markdown page of the results. */
export function markdownOf({ date, machine, scratch, seed, correctness, measured }: Results): string {
  return [
    `${date.slice(0, 10)}, ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, ` +
      `commit ${machine.commit}; output on ${scratch}; seed ${seed}`,
    '',
    '| | figure | median | p25 - p75 | goal | | absolute |',
    '| --- | --- | ---: | --- | --- | --- | --- |',
    ...measured.flatMap((entry) => linesOf(entry)),
    '',
    ...correctness.map((line) => `- ${line}`),
  ].join('\n');
}

function linesOf({ row, figures, missing }: Measured): string[] {
  if (missing !== undefined) {
    return [`| ${row.id} | ${row.title} | | | | not measured | ${missing} |`];
  }
  return figures.map((figure) => {
    const { spread, goal } = figure;
    const middle = spread === undefined ? '' : `${shown(spread.low)} - ${shown(spread.high)}`;
    const cells = [
      `${row.id}`,
      figure.name,
      `${shown(figure.value)}${figure.unit === '' ? '' : ` ${figure.unit}`}`,
      middle,
      goal === undefined ? '' : `${goal.relation} ${goal.limit}`,
      [verdictOf(figure), figure.noisy === true ? 'noisy' : ''].filter(Boolean).join(', '),
      figure.detail,
    ];
    return `| ${cells.join(' | ')} |`;
  });
}

function verdictOf({ value, goal }: Figure): string {
  if (goal === undefined) {
    return '';
  }
  return meets(value, goal) ? 'met' : '**missed**';
}

/** Figures that miss their goal. */
export function missedOf(measured: readonly Measured[]): readonly Figure[] {
  return measured.flatMap(({ figures }) =>
    figures.filter(({ value, goal }) => goal !== undefined && !meets(value, goal)),
  );
}

/** All figures that have a goal, on one line. */
export function lastLineOf(measured: readonly Measured[]): string {
  const figures = measured.flatMap((entry) => entry.figures).filter(({ goal }) => goal !== undefined);
  return figures.map(oneLineOf).join(', ');
}

/** A figure with its name, and its goal where that is missed. */
export function oneLineOf(figure: Figure): string {
  return `${figure.name}: ${shown(figure.value)}${missMark(figure)}`;
}

function missMark({ value, goal }: Figure): string {
  return goal === undefined || meets(value, goal) ? '' : ` (goal ${goal.relation} ${goal.limit})`;
}

/** The results as JSON: the rows by figure, without the texts that the code holds. */
export function jsonOf({ measured, ...about }: Results): string {
  const figures = measured.flatMap(({ row, figures: ofRow }) =>
    ofRow.map((figure) => ({ row: row.id, ...figure, met: figure.goal && meets(figure.value, figure.goal) })),
  );
  const missing = measured.flatMap(({ row, missing: why }) => (why === undefined ? [] : { row: row.id, why }));
  return `${JSON.stringify({ ...about, figures, missing }, roundedNumbers, 2)}\n`;
}

function roundedNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}

/** Three digits, whatever the size. */
function shown(value: number): string {
  return Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(3);
}
