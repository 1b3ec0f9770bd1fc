import { monthLength } from './calendar-days';
import { parsed, refused, type Parsed } from './parsed';
import { quoted } from './text';

/** A day, or a second of it, in UTC. */
const FORM = /^([1-9]\d{3})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)Z)?$/;

/** Reads a day in UTC, `2036-11-23`, or a second of it, `2036-11-23T17:44:06Z`, as milliseconds since 1970; a day begins at 00:00. */
export function parseUtcTime(text: string): Parsed<number> {
  const [, ...parts] = FORM.exec(text) ?? [];
  const numbers = parts.map((part: string | undefined) => Number(part ?? 0));
  return isTime(numbers)
    ? parsed(Date.UTC(numbers[0]!, numbers[1]! - 1, ...numbers.slice(2)))
    : refused({ got: quoted(text), expected: 'a day or a time in UTC: 2036-11-23, 2036-11-23T17:44:06Z' });
}

function isTime([year = 0, month = 0, day = 0, ...time]: readonly number[]): boolean {
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
  return isDay && [24, 60, 60].every((limit, index) => time[index]! < limit);
}
