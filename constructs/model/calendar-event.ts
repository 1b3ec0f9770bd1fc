import { matchingDays, monthLength, weekdayOf } from './calendar-days';
import { calendarSuggestion } from './calendar-fix';
import { CALENDAR_FIELDS, formatCalendarList, readCalendarList, runs, type CalendarField } from './calendar-list';
import { parsed, refused, type Fault, type Parsed } from './parsed';
import { describeValue, quoted } from './text';

/** A recurring time as Proxmox VE and Proxmox Backup Server schedule jobs. All lists ascend. */
export interface CalendarEvent {
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
  /** 1970 to 2199. */
  readonly years: readonly number[];
  /** 1 is January. */
  readonly months: readonly number[];
  /** Days of the month, from 1. */
  readonly days: readonly number[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  /** In UTC, not in the time zone of the host. */
  readonly utc: boolean;
  /** Canonical form, date and time in full: `mon..fri *-*-* 02:00:00`. */
  readonly text: string;
}

type CalendarLists = Omit<CalendarEvent, 'text'>;

type ThreeLists = readonly [readonly number[], readonly number[], readonly number[]];

/** What {@link SHAPE} finds. */
type EventParts = Partial<Record<'weekdays' | 'date' | 'time', string>>;

/** The week in the order in which ranges of days run. */
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const WEEKDAY = /^(?:mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)$/i;

const WORDS: ReadonlyMap<string, string> = new Map([
  ['minutely', '*:*:00'],
  ['hourly', '*:00:00'],
  ['daily', '00:00:00'],
  ['weekly', 'mon 00:00:00'],
  ['monthly', '*-*-01 00:00:00'],
  ['quarterly', '*-01,04,07,10-01 00:00:00'],
  ['semiannually', '*-01,07-01 00:00:00'],
  ['semi-annually', '*-01,07-01 00:00:00'],
  ['yearly', '*-01-01 00:00:00'],
  ['annually', '*-01-01 00:00:00'],
]);

const SHAPE =
  /^(?:(?<weekdays>[a-z.,]+)[ \t]*)?(?:(?<date>[0-9*.,/]+(?:-[0-9*.,/]+){1,2})(?:[ \t]+|$))?(?<time>[0-9*.,/]+(?::[0-9*.,/]+){0,2})?$/i;

const EXPECTED = 'a calendar event: [WEEKDAY] [[YEAR-]MONTH-DAY] [HOUR:MINUTE[:SECOND]], or a word such as daily';

/**
 * Reads a calendar event; one that never fires is refused, as is an hour above 23, which Proxmox reads as minutes.
 *
 * A time of one field is the minute: `30` is half past every hour, and `*` with `/5` every five minutes.
 *
 * @see https://pbs.proxmox.com/docs/calendarevents.html
 * @see https://github.com/proxmox/proxmox-rs/blob/master/proxmox-time/src/calendar_event.rs
 */
export function parseCalendarEvent(value: unknown): Parsed<CalendarEvent> {
  if (typeof value !== 'string' || value === '') {
    return refused({ got: describeValue(value), expected: EXPECTED });
  }
  const lists = readEvent(value);
  if (typeof lists === 'string') {
    return refused(eventFault(value, lists));
  }
  const event = { ...lists, text: formatCalendarEvent(lists) };
  return canFire(lists) ? parsed(event) : refused(neverFault(value, lists));
}

/** Prints the canonical form of the lists. */
export function formatCalendarEvent(event: CalendarLists): string {
  const { year, month, day, hour, minute, second } = CALENDAR_FIELDS;
  const date = [
    formatCalendarList(event.years, year),
    formatCalendarList(event.months, month),
    formatCalendarList(event.days, day),
  ].join('-');
  const time = [
    formatCalendarList(event.hours, hour),
    formatCalendarList(event.minutes, minute),
    formatCalendarList(event.seconds, second),
  ].join(':');
  const weekdays = event.weekdays.length === WEEK.length ? [] : [formatWeekdays(event.weekdays)];
  return [...weekdays, date, time, ...(event.utc ? ['UTC'] : [])].join(' ');
}

/** The most firings on one day without a change of the clock. */
export function calendarFiresPerDay({ hours, minutes, seconds }: CalendarEvent): number {
  return hours.length * minutes.length * seconds.length;
}

/** The lists of an event, or what is wrong with it. */
function readEvent(value: string): CalendarLists | string {
  const utc = value.endsWith('UTC');
  const body = utc ? value.slice(0, -'UTC'.length).replace(/ +$/, '') : value;
  const text = WORDS.get(body) ?? body;
  const parts: EventParts | undefined = text === '' ? undefined : SHAPE.exec(text)?.groups;
  return parts === undefined ? '' : readParts(parts, utc);
}

function readParts(parts: EventParts, utc: boolean): CalendarLists | string {
  const weekdays = parts.weekdays === undefined ? [0, 1, 2, 3, 4, 5, 6] : readWeekdays(parts.weekdays);
  if (typeof weekdays === 'string') {
    return `${quoted(weekdays)} as the weekday`;
  }
  const date = readFields(dateParts(parts.date), ['year', 'month', 'day']);
  const time = readFields(timeParts(parts.time), ['hour', 'minute', 'second']);
  if (typeof date === 'string' || typeof time === 'string') {
    return typeof date === 'string' ? date : String(time);
  }
  const [years, months, days] = date;
  const [hours, minutes, seconds] = time;
  return { weekdays, years, months, days, hours, minutes, seconds, utc };
}

function dateParts(date: string | undefined): readonly string[] {
  const parts = date?.split('-') ?? ['*', '*', '*'];
  return parts.length === 2 ? ['*', ...parts] : parts;
}

function timeParts(time: string | undefined): readonly string[] {
  const parts = time?.split(':') ?? ['0', '0'];
  return parts.length === 1 ? ['*', ...parts, '0'] : parts.length === 2 ? [...parts, '0'] : parts;
}

function readFields(parts: readonly string[], names: readonly (keyof typeof CALENDAR_FIELDS)[]): ThreeLists | string {
  const lists: (readonly number[])[] = [];
  for (const [i, name] of names.entries()) {
    const field: CalendarField = CALENDAR_FIELDS[name];
    const list = readCalendarList(parts[i]!, field);
    if (typeof list === 'string') {
      return `${quoted(list)} as the ${name}`;
    }
    lists.push(list);
  }
  return lists as readonly (readonly number[])[] as ThreeLists;
}

function readWeekdays(text: string): readonly number[] | string {
  const found = new Set<number>();
  for (const item of text.split(',')) {
    const [from = '', to = from, ...more] = item.split('..');
    if (!WEEKDAY.test(from) || !WEEKDAY.test(to) || more.length > 0) {
      return item;
    }
    const last = weekIndex(to);
    for (let index = weekIndex(from); ; index = (index + 1) % WEEK.length) {
      found.add((index + 1) % WEEK.length);
      if (index === last) {
        break;
      }
    }
  }
  return [...found].sort((a, b) => a - b);
}

function weekIndex(name: string): number {
  return WEEK.findIndex((day) => name.toLowerCase().startsWith(day));
}

function formatWeekdays(weekdays: readonly number[]): string {
  const indexes = weekdays.map((weekday) => (weekday + WEEK.length - 1) % WEEK.length).sort((a, b) => a - b);
  return runs(indexes)
    .flatMap((run) =>
      run.length < 3 ? run.map((i) => WEEK[i]!) : [`${WEEK[run[0]!]!}..${WEEK[run[run.length - 1]!]!}`],
    )
    .join(',');
}

function canFire({ years, months, days, weekdays }: CalendarLists): boolean {
  const everyYear = years.length > CALENDAR_FIELDS.year.max - CALENDAR_FIELDS.year.min;
  if (everyYear) {
    const matching = matchingDays(
      ({ month, day, weekday }) => months.includes(month) && days.includes(day) && weekdays.includes(weekday),
    );
    return matching.length > 0;
  }
  return years.some((year) =>
    months.some((month) =>
      days.some((day) => day <= monthLength(year, month) && weekdays.includes(weekdayOf(year, month, day))),
    ),
  );
}

function eventFault(text: string, detail: string): Fault {
  const suggestion = calendarSuggestion(text, [...WORDS.keys()]);
  const valid = suggestion !== undefined && typeof readEvent(suggestion) !== 'string';
  return {
    got: detail === '' ? quoted(text) : `${quoted(text)}, with ${detail}`,
    expected: EXPECTED,
    ...(valid && { fix: `write ${quoted(suggestion)}` }),
  };
}

function neverFault(text: string, lists: CalendarLists): Fault {
  const exists = canFire({ ...lists, weekdays: [0, 1, 2, 3, 4, 5, 6] });
  return {
    got: `${quoted(text)}, an event that never happens`,
    expected: 'an event with a day that exists in one of its months and years, on one of its weekdays',
    fix: exists
      ? 'leave out the weekday: none of the dates falls on one'
      : 'take a day that every month has (1 to 28), or another month',
  };
}
