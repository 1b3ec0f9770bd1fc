import fc from 'fast-check';
import {
  cronFiresPerDay,
  firesOn,
  parseCron,
  parseSecondsCron,
  shortestCronPeriod,
  type CronCalendar,
  type CronSchedule,
} from '../../constructs/model/cron';
import { goDurationSeconds } from '../../constructs/model/duration';
import type { Parsed } from '../../constructs/model/parsed';
import { parseTimeZone } from '../../constructs/model/time-zone';

function read(outcome: Parsed<CronSchedule>): CronCalendar {
  if (!outcome.ok || outcome.value.kind !== 'calendar') {
    throw new Error(outcome.ok ? outcome.value.text : outcome.fault.got);
  }
  return outcome.value;
}

function faultOf<T>(outcome: Parsed<T>): { got?: string; expected?: string; fix?: string | undefined } {
  return outcome.ok ? {} : outcome.fault;
}

const ALL_WEEK = [0, 1, 2, 3, 4, 5, 6];

describe('parseCron', () => {
  it.each([
    ['0 6 * * *', { minutes: [0], hours: [6], weekdays: ALL_WEEK, eitherDay: false }],
    ['*/20 8-10 * * *', { minutes: [0, 20, 40], hours: [8, 9, 10] }],
    ['5/25 * * * *', { minutes: [5, 30, 55] }],
    ['1,,2 * * * *', { minutes: [1, 2] }],
    ['50,5,40 * * * *', { minutes: [5, 40, 50] }],
    ['0 0 * JAN-mar Mon', { months: [1, 2, 3], weekdays: [1], eitherDay: false }],
    ['0 0 1 * ?', { days: [1], weekdays: ALL_WEEK, eitherDay: false }],
    ['0 0 1 * mon', { days: [1], weekdays: [1], eitherDay: true }],
    ['0 0 */10 * mon', { days: [1, 11, 21, 31], eitherDay: true }],
    ['0 0 */1 * mon', { eitherDay: false }],
    ['0 0 1,* * mon', { eitherDay: false }],
    ['0 0 1-31 * mon', { eitherDay: true }],
    ['0 0 29 2 *', { days: [29], months: [2] }],
    ['0 0 30 2 1', { eitherDay: true }],
    ['@daily', { minutes: [0], hours: [0], text: '@daily' }],
    ['@weekly', { weekdays: [0] }],
    ['@annually', { days: [1], months: [1] }],
    [' 0\t6 * *  *\n', { text: '0 6 * * *' }],
  ])('reads %j', (text, expected) => {
    expect(read(parseCron(text))).toMatchObject({ seconds: [0], ...expected });
  });

  it('reads intervals', () => {
    expect(parseCron('@every 1h30m')).toEqual({
      ok: true,
      value: { kind: 'interval', everySeconds: 5400, text: '@every 1h30m' },
    });
  });

  it.each([
    ['TZ=Europe/Berlin 0 6 * * *', 'set timeZone beside the schedule and leave the zone out of it'],
    ['CRON_TZ=UTC 0 6 * * *', 'set timeZone beside the schedule and leave the zone out of it'],
    ['0 0 3 * * *', 'write "0 3 * * *"'],
    ['30 0 3 * * *', undefined],
    ['0 0 * * 7', 'write "0 0 * * 0"'],
    ['0 0 * * 1,7', 'write "0 0 * * 1,0"'],
    ['0 0 * * fri-mon', 'write "0 0 * * fri-6,0-mon"'],
    ['0 0 * * fri-sun', 'write "0 0 * * fri-6,0-sun"'],
    ['0 22-2 * * *', 'write "0 22-23,0-2 * * *"'],
    ['60 * * * *', undefined],
    ['* 24 * * *', undefined],
    ['* * 0 * *', undefined],
    ['* * * 13 *', undefined],
    ['*/0 * * * *', undefined],
    ['*-5 * * * *', undefined],
    ['1-2-3 * * * *', undefined],
    ['1/2/3 * * * *', undefined],
    ['0 0 L * *', undefined],
    ['jan * * * *', undefined],
    ['-1 * * * *', undefined],
    ['@dayly', 'write @daily'],
    ['@Daily', 'write @daily'],
    [' @daily', undefined],
    ['@every 1d', undefined],
    ['@every 100ms', undefined],
    ['@every -1h', undefined],
    ['@reboot', undefined],
    ['', undefined],
    [5, undefined],
  ])('fails: %j', (text, fix) => {
    const outcome = parseCron(text);
    expect(outcome).toMatchObject({ ok: false });
    expect(faultOf(outcome).fix).toBe(fix);
  });

  it.each(['0 0 31 2 *', '0 0 30 2 *', '0 0 31 2,4,6,9,11 *', ', * * * *', '0 0 , * *'])(
    'fails: %s never fires',
    (text) => {
      expect(faultOf(parseCron(text)).got).toBe(`"${text}", a schedule that never fires`);
    },
  );

  it('says what was read, and where', () => {
    expect(faultOf(parseCron('0 24 * * *')).got).toBe('"0 24 * * *", with "24" as the hour');
    expect(faultOf(parseCron('0 * * *')).got).toBe('"0 * * *", 4 fields');
    expect(faultOf(parseCron('0 0 * * 9')).expected).toMatch(
      /^0 to 6 or sun to sat as the day of the week, "\*", ranges such as 1-3/,
    );
  });
});

describe('parseSecondsCron', () => {
  it('reads six fields, seconds first', () => {
    expect(read(parseSecondsCron('15 0 3 * * 1-5'))).toMatchObject({ seconds: [15], minutes: [0], hours: [3] });
    expect(read(parseSecondsCron('@hourly'))).toMatchObject({ seconds: [0], minutes: [0] });
  });

  it('keeps the star of a stepped star, so that both day fields must match', () => {
    expect(read(parseSecondsCron('0 0 0 */2 * mon'))).toMatchObject({ eitherDay: false });
    expect(read(parseCron('0 0 */2 * mon'))).toMatchObject({ eitherDay: true });
  });

  it('fails: five fields, which the operator would read as seconds, minutes, hours', () => {
    expect(faultOf(parseSecondsCron('0 3 * * *'))).toEqual({
      got: '"0 3 * * *", 5 fields',
      expected: '6 fields, second first, such as "0 0 3 * * *", or @daily',
      fix: 'write "0 0 3 * * *"',
    });
    expect(faultOf(parseSecondsCron('0 0 0 31 2 *')).got).toMatch(/never fires$/);
    expect(faultOf(parseSecondsCron('TZ=UTC 0 0 3 * * *')).fix).toContain('time zone of the operator');
  });
});

describe('how often', () => {
  it.each([
    ['0 6 * * *', 1, 86_400],
    ['*/15 * * * *', 96, 900],
    ['0,50 * * * *', 48, 600],
    ['0 6 * * 1,3', 1, 2 * 86_400],
    ['0 6 31 * *', 1, 31 * 86_400],
    ['0 0,23 * * *', 2, 3600],
    ['0 0 29 2 *', 1, 1461 * 86_400],
    ['@every 90m', 16, 5400],
    ['@every 48h', 1, 172_800],
  ])('%s fires', (text, perDay, seconds) => {
    const outcome = parseCron(text);
    expect(outcome.ok && [cronFiresPerDay(outcome.value), shortestCronPeriod(outcome.value)]).toEqual([
      perDay,
      seconds,
    ]);
  });
});

it('counts the seconds of a ScheduledBackup', () => {
  expect(shortestCronPeriod(read(parseSecondsCron('0,50 * * * * *')))).toBe(10);
});

describe('the lists', () => {
  const bounds = [
    [0, 59],
    [0, 23],
    [1, 31],
    [1, 12],
    [0, 6],
  ] as const;
  /** A field with the set that it stands for, worked out beside it. */
  const field = ([min, max]: readonly [number, number]) =>
    fc
      .record({
        a: fc.integer({ min, max }),
        b: fc.integer({ min, max }),
        step: fc.integer({ min: 1, max: 9 }),
        form: fc.nat(4),
      })
      .map(({ a, b, step, form }) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const texts = ['*', `${low}`, `${low}-${high}`, `${low}/${step}`, `*/${step}`];
        const [from, to, every] = (
          [
            [min, max, 1],
            [low, low, 1],
            [low, high, 1],
            [low, max, step],
            [min, max, step],
          ] as const
        )[form]!;
        const values = Array.from({ length: max + 1 }, (_, n) => n).filter(
          (n) => n >= from && n <= to && (n - from) % every === 0,
        );
        return { text: texts[form]!, values, star: form === 0 || (form === 4 && step === 1) };
      });

  /** Every date of 28 years: after them dates and weekdays meet again. */
  const dates = Array.from({ length: 10_227 }, (_, index) => new Date(Date.UTC(2001, 0, 1 + index)));

  it('are refused just where no date of any year is one of theirs', () => {
    const days = fc.constantFrom('1', '29', '30', '31', '30,31', '29-31', '?', ',');
    const months = fc.constantFrom('2', '4', '2,4', '1', '*', ',');
    const weekdays = fc.constantFrom('1', '0,6', '*', ',');
    fc.assert(
      fc.property(days, months, weekdays, (day, month, weekday) => {
        const has = (text: string, value: number): boolean =>
          text === '*' ||
          text === '?' ||
          text.split(/[,-]/).includes(String(value)) ||
          (text === '29-31' && value === 30);
        const either = day !== '?' && weekday !== '*';
        const fires = dates.some((date) => {
          const [onDay, onWeekday] = [has(day, date.getUTCDate()), has(weekday, date.getUTCDay())];
          return has(month, date.getUTCMonth() + 1) && (either ? onDay || onWeekday : onDay && onWeekday);
        });
        expect(parseCron(`0 0 ${day} ${month} ${weekday}`).ok).toBe(fires);
      }),
    );
  });

  it('name the minutes that the fields name', () => {
    fc.assert(
      fc.property(
        fc.tuple(...bounds.map(field)),
        fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
        (fields, at) => {
          const outcome = parseCron(fields.map(({ text }) => text).join(' '));
          fc.pre(outcome.ok);
          const schedule = read(outcome);
          const [minute, hour, day, month, weekday] = fields as [(typeof fields)[0], ...typeof fields];
          const date = {
            year: at.getUTCFullYear(),
            month: at.getUTCMonth() + 1,
            day: at.getUTCDate(),
            weekday: at.getUTCDay(),
          };
          const onDay = day!.values.includes(date.day);
          const onWeekday = weekday!.values.includes(date.weekday);
          const either = !day!.star && !weekday!.star;
          expect(firesOn(schedule, date)).toBe(
            month!.values.includes(date.month) && (either ? onDay || onWeekday : onDay && onWeekday),
          );
          expect([schedule.minutes, schedule.hours]).toEqual([minute.values, hour!.values]);
        },
      ),
    );
  });

  it('never throws', () => {
    const pieces = fc.array(
      fc.constantFrom('*', '?', '/', '-', ',', ' ', '1', '59', '7', 'mon', '@every ', 'h', 'TZ=', '\n'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((parts) => parts.join('')),
          fc.anything(),
        ),
        (value) => {
          parseCron(value);
          parseSecondsCron(value);
          parseTimeZone(value);
        },
      ),
    );
  });
});

describe('goDurationSeconds', () => {
  it.each([
    ['1h30m', 5400],
    ['1.5h', 5400],
    ['90s', 90],
    ['1m.5s', 60],
    ['+1500ms', 1],
    ['999ms', 0],
    ['1d', undefined],
    ['5', undefined],
    ['0s', undefined],
    ['-1h', undefined],
    ['1h ', undefined],
    ['', undefined],
    ['99999999h', undefined],
  ])('reads %j as %p', (text, seconds) => {
    expect(goDurationSeconds(text)).toBe(seconds);
  });
});

describe('parseTimeZone', () => {
  it.each([
    'UTC',
    'Europe/Berlin',
    'Europe/Kyiv',
    'Asia/Kolkata',
    'Asia/Calcutta',
    'Etc/GMT+1',
    'America/Argentina/Buenos_Aires',
    'GMT0',
  ])('knows %s', (zone) => {
    expect(parseTimeZone(zone)).toEqual({ ok: true, value: zone });
  });

  it.each([
    ['Local', '"Local", which is whatever zone a machine has', 'name the zone'],
    ['local', '"local", which is whatever zone a machine has', 'name the zone'],
    ['', 'an empty string', undefined],
    ['utc', '"utc"', 'write "UTC"'],
    ['europe/berlin', '"europe/berlin"', 'write "Europe/Berlin"'],
    ['Europe/Berlim', '"Europe/Berlim"', 'write "Europe/Berlin"'],
    ['PST', '"PST"', undefined],
    ['IST', '"IST"', undefined],
    ['+01:00', '"+01:00"', undefined],
    ['Etc/Unknown', '"Etc/Unknown"', undefined],
    ['SystemV/EST5', '"SystemV/EST5"', undefined],
    ['../etc/passwd', '"../etc/passwd"', undefined],
    [1, 'a number', undefined],
  ])('fails: %j', (value, got, fix) => {
    const fault = faultOf(parseTimeZone(value));
    expect(fault.got).toBe(got);
    expect(fault.fix).toBe(fix);
  });

  it('knows every zone that the runtime lists', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((zone) => !parseTimeZone(zone).ok)).toEqual([]);
  });
});
