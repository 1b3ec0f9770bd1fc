import { DAY_SECONDS, matchingDays, monthLength, shortestPeriod, timesOfDay, type CalendarDay } from './calendar-days';
import {
  CRON_FIELDS,
  describeCronField,
  readCronField,
  repairCronItem,
  type CronField,
  type CronFieldValue,
} from './cron-field';
import { goDurationSeconds } from './duration';
import { parsed, refused, type Fault, type Parsed } from './parsed';
import { closest, count, describeValue, quoted } from './text';

/** A schedule by calendar. All lists ascend. */
export interface CronCalendar {
  readonly kind: 'calendar';
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Days of the month, from 1. */
  readonly days: readonly number[];
  /** 1 is January. */
  readonly months: readonly number[];
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
  /** Whether a day need match only one of `days` and `weekdays`, as it does when neither is `*`. */
  readonly eitherDay: boolean;
  /** As written, with single spaces. */
  readonly text: string;
}

/** A schedule by interval, counted from the last firing: `@every 90m`. */
export interface CronInterval {
  readonly kind: 'interval';
  /** 1 or more. */
  readonly everySeconds: number;
  /** As written, with single spaces. */
  readonly text: string;
}

/** A schedule that fires at some time. */
export type CronSchedule = CronCalendar | CronInterval;

interface Dialect {
  readonly fields: readonly CronField[];
  /** See {@link readCronField}. */
  readonly steppedStar: boolean;
  readonly example: string;
}

const DATE_FIELDS = [CRON_FIELDS.day, CRON_FIELDS.month, CRON_FIELDS.weekday];

const KUBERNETES: Dialect = {
  fields: [CRON_FIELDS.minute, CRON_FIELDS.hour, ...DATE_FIELDS],
  steppedStar: false,
  example: '5 fields, minute first, such as "0 3 * * *", or @daily',
};

const CNPG: Dialect = {
  fields: [CRON_FIELDS.second, CRON_FIELDS.minute, CRON_FIELDS.hour, ...DATE_FIELDS],
  steppedStar: true,
  example: '6 fields, second first, such as "0 0 3 * * *", or @daily',
};

const DESCRIPTORS: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
]);

/**
 * Reads the schedule of a Kubernetes CronJob; one that never fires is refused.
 *
 * @see https://github.com/robfig/cron/blob/v3.0.1/parser.go ParseStandard
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/batch/validation/validation.go validateScheduleFormat
 */
export function parseCron(value: unknown): Parsed<CronSchedule> {
  return parseSchedule(value, KUBERNETES, 'set timeZone beside the schedule and leave the zone out of it');
}

/**
 * Reads the schedule of a CloudNativePG ScheduledBackup, which starts with the second.
 *
 * @see https://github.com/robfig/cron/blob/v1.2.0/parser.go Parse
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/internal/webhook/v1/scheduledbackup_webhook.go
 */
export function parseSecondsCron(value: unknown): Parsed<CronSchedule> {
  return parseSchedule(value, CNPG, 'write the hours in the time zone of the operator, which is UTC');
}

/** Whether a schedule by calendar fires on a day. */
export function firesOn(schedule: CronCalendar, { month, day, weekday }: CalendarDay): boolean {
  const byDay = schedule.days.includes(day);
  const byWeekday = schedule.weekdays.includes(weekday);
  return schedule.months.includes(month) && (schedule.eitherDay ? byDay || byWeekday : byDay && byWeekday);
}

/** The most firings on one day without a change of the clock. */
export function cronFiresPerDay(schedule: CronSchedule): number {
  return schedule.kind === 'interval'
    ? Math.ceil(DAY_SECONDS / schedule.everySeconds)
    : schedule.hours.length * schedule.minutes.length * schedule.seconds.length;
}

/** The shortest time between two firings without a change of the clock. Seconds. */
export function shortestCronPeriod(schedule: CronSchedule): number {
  if (schedule.kind === 'interval') {
    return schedule.everySeconds;
  }
  const days = matchingDays((day) => firesOn(schedule, day));
  return shortestPeriod(days, timesOfDay(schedule.hours, schedule.minutes, schedule.seconds)) ?? Infinity;
}

function parseSchedule(value: unknown, dialect: Dialect, zoneFix: string): Parsed<CronSchedule> {
  if (typeof value !== 'string' || value === '') {
    return refused({ got: describeValue(value), expected: `a schedule of ${dialect.example}` });
  }
  if (value.includes('TZ')) {
    return refused({ got: `${quoted(value)}, with a time zone`, expected: 'a schedule without one', fix: zoneFix });
  }
  return value.startsWith('@') ? parseDescriptor(value, dialect) : parseFields(value, dialect);
}

function parseDescriptor(text: string, dialect: Dialect): Parsed<CronSchedule> {
  const fields = DESCRIPTORS.get(text);
  if (fields !== undefined) {
    const { ok, ...rest } = parseFields(fields, KUBERNETES) as { ok: true; value: CronCalendar };
    return { ok, value: { ...rest.value, text } };
  }
  const every = /^@every (?<duration>.*)$/s.exec(text)?.groups?.['duration'];
  const everySeconds = every === undefined ? undefined : goDurationSeconds(every);
  if (everySeconds !== undefined && everySeconds >= 1) {
    return parsed({ kind: 'interval', everySeconds, text });
  }
  const near = every === undefined ? closest(text, DESCRIPTORS.keys()) : undefined;
  return refused({
    got: quoted(text),
    expected: every === undefined ? dialect.example : 'a duration of 1s or more in h, m and s, such as @every 1h30m',
    ...(near !== undefined && { fix: `write ${near}` }),
  });
}

function parseFields(text: string, dialect: Dialect): Parsed<CronSchedule> {
  const parts = text.split(/\s+/).filter((part) => part !== '');
  if (parts.length !== dialect.fields.length) {
    return refused(countFault(text, parts, dialect));
  }
  const values: CronFieldValue[] = [];
  for (const [i, field] of dialect.fields.entries()) {
    const value = readCronField(parts[i]!, field, dialect.steppedStar);
    if (typeof value === 'string') {
      return refused(fieldFault({ text, parts, at: i }, value, field));
    }
    values.push(value);
  }
  return fires(calendarOf(values, parts.join(' ')));
}

function calendarOf(values: readonly CronFieldValue[], text: string): CronCalendar {
  const [seconds, minutes, hours, days, months, weekdays] = (
    values.length === 6 ? values : [{ values: [0], star: false }, ...values]
  ) as [CronFieldValue, CronFieldValue, CronFieldValue, CronFieldValue, CronFieldValue, CronFieldValue];
  return {
    kind: 'calendar',
    seconds: seconds.values,
    minutes: minutes.values,
    hours: hours.values,
    days: days.values,
    months: months.values,
    weekdays: weekdays.values,
    eitherDay: !days.star && !weekdays.star,
    text,
  };
}

function fires(schedule: CronCalendar): Parsed<CronSchedule> {
  return cronFiresPerDay(schedule) > 0 && firesOnSomeDay(schedule)
    ? parsed(schedule)
    : refused({
        got: `${quoted(schedule.text)}, a schedule that never fires`,
        expected: 'a schedule with a time, and a day that exists in one of its months',
        fix: 'take a day that every month has (1 to 28), or another month',
      });
}

/** Whether {@link firesOn} holds for a day of some year. Every date, also 29 February, falls on every weekday in time. */
function firesOnSomeDay({ days, months, weekdays, eitherDay }: CronCalendar): boolean {
  const hasDate = months.some((month) => days.some((day) => day <= monthLength(LEAP_YEAR, month)));
  const hasWeekday = months.length > 0 && weekdays.length > 0;
  return eitherDay ? hasDate || hasWeekday : hasDate && hasWeekday;
}

/** Any year with a 29 February. */
const LEAP_YEAR = 2000;

function countFault(text: string, parts: readonly string[], dialect: Dialect): Fault {
  const fix = dialect === CNPG ? ['0', ...parts] : parts[0] === '0' ? parts.slice(1) : [];
  return {
    got: `${quoted(text)}, ${count(parts.length, 'field')}`,
    expected: dialect.example,
    ...(fix.length === dialect.fields.length && { fix: `write ${quoted(fix.join(' '))}` }),
  };
}

interface FieldPlace {
  readonly text: string;
  readonly parts: readonly string[];
  readonly at: number;
}

function fieldFault({ text, parts, at }: FieldPlace, item: string, field: CronField): Fault {
  const repaired = repairCronItem(item, field);
  const whole = parts.map((part, i) => (i === at ? part.replace(item, repaired ?? item) : part)).join(' ');
  return {
    got: `${quoted(text)}, with ${quoted(item)} as the ${field.name}`,
    expected: describeCronField(field),
    ...(repaired !== undefined && { fix: `write ${quoted(whole)}` }),
  };
}
