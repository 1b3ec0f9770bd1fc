/** A day as a schedule sees it. */
export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** Day of the month, from 1. */
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** Seconds of a day without a change of the clock. */
export const DAY_SECONDS = 86_400;

/** First year of the cycle that {@link matchingDays} looks at; which it is makes no difference. */
const CYCLE_START = 2001;

/** After 28 years dates, weekdays and leap years meet again, but for the skipped leap years of most centuries. */
const CYCLE_YEARS = 28;

/** Days of the cycle. */
export const CYCLE_DAYS = 10_227;

/** 2001-01-01 is a Monday. */
const CYCLE_START_WEEKDAY = 1;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days of a month, leap years counted as the Gregorian calendar does. */
export function monthLength(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : MONTH_LENGTHS[month - 1]!;
}

/** 0 is Sunday. */
export function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** The days of 28 years that a schedule names, counted from 0: none if it never fires in any year. */
export function matchingDays(matches: (day: CalendarDay) => boolean): readonly number[] {
  const found: number[] = [];
  let index = 0;
  for (const { year, month } of monthsOfCycle()) {
    for (let day = 1; day <= monthLength(year, month); day++, index++) {
      if (matches({ year, month, day, weekday: (index + CYCLE_START_WEEKDAY) % 7 })) {
        found.push(index);
      }
    }
  }
  return found;
}

function* monthsOfCycle(): Generator<Pick<CalendarDay, 'year' | 'month'>> {
  for (let year = CYCLE_START; year < CYCLE_START + CYCLE_YEARS; year++) {
    for (let month = 1; month <= 12; month++) {
      yield { year, month };
    }
  }
}

/**
 * The shortest time between two firings, in seconds; undefined if there are none.
 *
 * @param days as {@link matchingDays} gives them
 * @param times seconds after midnight, ascending
 */
export function shortestPeriod(days: readonly number[], times: readonly number[]): number | undefined {
  if (days.length === 0 || times.length === 0) {
    return undefined;
  }
  const withinDay = times.slice(1).map((time, i) => time - times[i]!);
  const overnight = times[0]! - times[times.length - 1]!;
  const wrap = days[0]! + CYCLE_DAYS - days[days.length - 1]!;
  const daysApart = days.slice(1).reduce((least, day, i) => Math.min(least, day - days[i]!), wrap);
  return withinDay.reduce((least, gap) => Math.min(least, gap), daysApart * DAY_SECONDS + overnight);
}

/** Seconds after midnight of every combination, ascending. */
export function timesOfDay(
  hours: readonly number[],
  minutes: readonly number[],
  seconds: readonly number[],
): readonly number[] {
  return hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => hour * 3600 + minute * 60 + second)),
  );
}
