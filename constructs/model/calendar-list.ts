/** A field of a calendar event. */
export interface CalendarField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Digits that a value is printed with. */
  readonly digits: number;
}

/** The fields of a calendar event; 2199 is the last year that Proxmox and systemd read. */
export const CALENDAR_FIELDS = {
  year: { name: 'year', min: 1970, max: 2199, digits: 4 },
  month: { name: 'month', min: 1, max: 12, digits: 2 },
  day: { name: 'day', min: 1, max: 31, digits: 2 },
  hour: { name: 'hour', min: 0, max: 23, digits: 2 },
  minute: { name: 'minute', min: 0, max: 59, digits: 2 },
  second: { name: 'second', min: 0, max: 59, digits: 2 },
} as const satisfies Record<string, CalendarField>;

/** Shortest run of neighbours, or of equal steps, that is printed as one. */
const RUN_LENGTH = 3;

/**
 * Reads `*`, `*` with a repetition, or a list of values, ranges and repetitions: `5`, `1..5`, `5/10`, `8..18/2`.
 *
 * @returns the values in ascending order, or the item that is wrong
 */
export function readCalendarList(text: string, field: CalendarField): readonly number[] | string {
  const every = /^\*(?:\/(?<step>[0-9]+))?$/.exec(text);
  if (every !== null) {
    const step = Number(every.groups?.['step'] ?? 1);
    // Every n-th year counts from year 0, every n-th month and day from 1.
    const start = field === CALENDAR_FIELDS.year ? 0 : field.min;
    return step > 0 && step <= field.max ? within({ start, end: field.max, step }, field) : text;
  }
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const range = readItem(item, field);
    if (range === undefined) {
      return item;
    }
    range.forEach((value) => values.add(value));
  }
  return [...values].sort((a, b) => a - b);
}

/** Prints values in ascending order so that {@link readCalendarList} reads the same ones. */
export function formatCalendarList(values: readonly number[], field: CalendarField): string {
  if (values.length > field.max - field.min) {
    return '*';
  }
  const print = (value: number): string => String(value).padStart(field.digits, '0');
  const step = commonStep(values, field);
  if (step !== undefined) {
    return `${print(values[0]!)}/${step}`;
  }
  return runs(values)
    .flatMap((run) =>
      run.length < RUN_LENGTH ? run.map(print) : [`${print(run[0]!)}..${print(run[run.length - 1]!)}`],
    )
    .join(',');
}

/** Values cut into runs of neighbours. */
export function runs(values: readonly number[]): readonly (readonly number[])[] {
  const found: number[][] = [];
  for (const value of values) {
    const last = found[found.length - 1];
    if (last?.[last.length - 1] === value - 1) {
      last.push(value);
    } else {
      found.push([value]);
    }
  }
  return found;
}

function readItem(item: string, field: CalendarField): readonly number[] | undefined {
  const range = repetitionOf(item, field);
  if (range === undefined) {
    return undefined;
  }
  const { start, end, step } = range;
  // A year before 1970 may start a repetition.
  const lowest = field === CALENDAR_FIELDS.year ? 0 : field.min;
  return lowest <= start && start <= end && end <= field.max && step <= field.max ? within(range, field) : undefined;
}

function repetitionOf(item: string, { max }: CalendarField): Repetition | undefined {
  const groups = /^(?<from>[0-9]+)(?:\.\.(?<to>[0-9]+))?(?:\/(?<every>[0-9]+))?$/.exec(item)?.groups;
  if (groups === undefined) {
    return undefined;
  }
  const { from, to, every } = groups as { from: string; to?: string; every?: string };
  const start = Number(from);
  // A repetition by 0 is its start alone; one without an end runs to the end of the field.
  if (every !== undefined && Number(every) === 0) {
    return { start, end: start, step: 1 };
  }
  const open = every === undefined ? start : max;
  return { start, end: to === undefined ? open : Number(to), step: Number(every ?? 1) };
}

interface Repetition {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

function within({ start, end, step }: Repetition, { min }: CalendarField): readonly number[] {
  const length = Math.floor((end - start) / step) + 1;
  return Array.from({ length }, (_, i) => start + i * step).filter((value) => value >= min);
}

/** The step of values that repeat up to the end of the field. */
function commonStep(values: readonly number[], { max }: CalendarField): number | undefined {
  const [first, second] = values;
  if (first === undefined || second === undefined || values.length < RUN_LENGTH) {
    return undefined;
  }
  const step = second - first;
  const even = values.every((value, i) => value === first + i * step);
  return step > 1 && even && values[values.length - 1]! + step > max ? step : undefined;
}
