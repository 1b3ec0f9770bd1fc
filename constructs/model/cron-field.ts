/** A field of a cron expression. */
export interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /**
   * Names in lower case, the first for `min`.
   *
   * @default - numbers only
   */
  readonly names?: readonly string[];
}

/** What a field names. */
export interface CronFieldValue {
  /** Ascending. */
  readonly values: readonly number[];
  /** Whether it says `*` or `?`: then it does not restrict the days, whatever the other day field says. */
  readonly star: boolean;
}

/** The fields of a schedule, seconds first. */
export const CRON_FIELDS = {
  second: { name: 'second', min: 0, max: 59 },
  minute: { name: 'minute', min: 0, max: 59 },
  hour: { name: 'hour', min: 0, max: 23 },
  day: { name: 'day of the month', min: 1, max: 31 },
  month: {
    name: 'month',
    min: 1,
    max: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  weekday: { name: 'day of the week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
} as const satisfies Record<string, CronField>;

/**
 * Reads a comma-separated list of `*`, `?`, values, ranges and steps.
 *
 * @param steppedStar whether a `*` with a step of 2 or more still counts as `*`, as it did before robfig/cron 3
 * @returns the values, or the item of the list that is wrong
 */
export function readCronField(text: string, field: CronField, steppedStar: boolean): CronFieldValue | string {
  const values = new Set<number>();
  let star = false;
  // Empty items are skipped, as the upstream parser does: `1,,2` is `1,2`.
  for (const item of text.split(',').filter((part) => part !== '')) {
    const range = readRange(item, field);
    if (range === undefined) {
      return item;
    }
    for (let value = range.start; value <= range.end; value += range.step) {
      values.add(value);
    }
    star ||= range.star && (steppedStar || range.step === 1);
  }
  return { values: [...values].sort((a, b) => a - b), star };
}

/** What a field may say, for messages. */
export function describeCronField({ name, min, max, names }: CronField): string {
  const named = names === undefined ? '' : ` or ${names[0]!} to ${names[names.length - 1]!}`;
  return `${min} to ${max}${named} as the ${name}, "*", ranges such as ${min + 1}-${min + 3}, steps such as */2, and lists of these`;
}

/** An item that means what a faulty one seems to: `0` for Sunday as 7, two ranges for one that runs over the end. */
export function repairCronItem(item: string, field: CronField): string | undefined {
  const { min, max } = field;
  if (item === '7' && field === CRON_FIELDS.weekday) {
    return '0';
  }
  const [low, high, ...more] = item.split('-');
  const [start, end] = [numberOf(low ?? '', field), numberOf(high ?? '', field)];
  const wraps = more.length === 0 && min <= end && end < start && start <= max;
  return wraps ? `${low!}-${max},${min}-${high!}` : undefined;
}

interface CronRange {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly star: boolean;
}

type CronItem = Partial<Record<'all' | 'low' | 'high' | 'every', string>>;

function readRange(item: string, field: CronField): CronRange | undefined {
  const groups: CronItem | undefined = /^(?:(?<all>[*?])|(?<low>\w+)(?:-(?<high>\w+))?)(?:\/(?<every>[0-9]+))?$/.exec(
    item,
  )?.groups;
  if (groups === undefined) {
    return undefined;
  }
  const { start, end } = bounds(groups, field);
  const step = Number(groups.every ?? 1);
  const inside = start >= field.min && start <= end && end <= field.max;
  return inside && step > 0 ? { start, end, step, star: groups.all !== undefined } : undefined;
}

function bounds({ all, low = '', high, every }: CronItem, field: CronField): Pick<CronRange, 'start' | 'end'> {
  if (all !== undefined) {
    return { start: field.min, end: field.max };
  }
  const start = numberOf(low, field);
  // A step after a single value runs to the end of the field: `5/15` is `5-59/15`.
  const last = every === undefined ? start : field.max;
  return { start, end: high === undefined ? last : numberOf(high, field) };
}

/** NaN where it is neither a number nor a name, which no range has. */
function numberOf(text: string, { min, names = [] }: CronField): number {
  const index = names.indexOf(text.toLowerCase());
  return index >= 0 ? index + min : /^[0-9]+$/.test(text) ? Number(text) : NaN;
}
