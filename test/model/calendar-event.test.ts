import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import {
  calendarFiresPerDay,
  formatCalendarEvent,
  parseCalendarEvent,
  type CalendarEvent,
} from '../../constructs/model/calendar-event';

function read(text: string): CalendarEvent {
  const outcome = parseCalendarEvent(text);
  if (!outcome.ok) {
    throw new Error(`${outcome.fault.got}, ${outcome.fault.fix ?? ''}`);
  }
  return outcome.value;
}

/** Midnight of a Thursday. */
const BASE = Date.UTC(2026, 0, 1);

/** The first times after {@link BASE}, found day by day in 40 years. */
function firstTimes(event: CalendarEvent, wanted: number): string[] {
  const found: string[] = [];
  for (const time of times(event)) {
    if (time > BASE && found.push(new Date(time).toISOString()) === wanted) {
      break;
    }
  }
  return found;
}

function* times({ weekdays, years, months, days, hours, minutes, seconds }: CalendarEvent): Generator<number> {
  for (let midnight = BASE; midnight < BASE + 366 * 40 * 86_400_000; midnight += 86_400_000) {
    const date = new Date(midnight);
    const onDay = months.includes(date.getUTCMonth() + 1) && days.includes(date.getUTCDate());
    if (onDay && weekdays.includes(date.getUTCDay()) && years.includes(date.getUTCFullYear())) {
      for (const [hour, minute] of hours.flatMap((h) => minutes.map((m) => [h, m] as const))) {
        yield* seconds.map((second) => midnight + ((hour * 60 + minute) * 60 + second) * 1000);
      }
    }
  }
}

/** What systemd makes of the texts, one list of times for each. */
function systemdTimes(texts: readonly string[], wanted: number): string[][] {
  const result = spawnSync(
    'systemd-analyze',
    ['calendar', '--base-time=2026-01-01 00:00:00', `--iterations=${wanted}`, ...texts],
    { encoding: 'utf8', env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' } },
  );
  const blocks = result.stdout.split(/\n\n/).filter((block) => block.trim() !== '');
  return blocks.map((block) =>
    [...block.matchAll(/(?:Next elapse|Iter\. #[0-9]+): \w{3} (\S+) (\S+) UTC/g)].map(
      ([, day, time]) => `${day!}T${time!}.000Z`,
    ),
  );
}

const systemd = spawnSync('systemd-analyze', ['--version']).status === 0;

/** A list of a field that Proxmox and systemd read alike. */
function list(min: number, max: number): fc.Arbitrary<string> {
  const value = fc.integer({ min, max });
  const item = fc.oneof(
    value.map(String),
    // systemd refuses some ranges of one value, and a step that leads out of the field at once.
    fc
      .integer({ min, max: max - 1 })
      .chain((start) => fc.integer({ min: start + 1, max }).map((end) => `${start}..${end}`)),
    fc
      .integer({ min, max: max - 1 })
      .chain((start) => fc.integer({ min: 1, max: max - start }).map((step) => `${start}/${step}`)),
  );
  return fc.oneof(
    { arbitrary: fc.constant('*'), weight: 2 },
    fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(',')),
  );
}

const DAYS = ['mon', 'Tue', 'wednesday', 'thu', 'fri', 'Saturday', 'sun'];
const weekdays = fc
  .array(
    fc.oneof(
      fc.constantFrom(...DAYS),
      fc.tuple(fc.nat(6), fc.nat(6)).map(([a, b]) => `${DAYS[Math.min(a, b)]!}..${DAYS[Math.max(a, b)]!}`),
    ),
    {
      minLength: 1,
      maxLength: 2,
    },
  )
  .map((items) => items.join(','));

const event = fc
  .record({
    week: fc.option(weekdays, { nil: undefined }),
    date: fc.option(
      fc.tuple(fc.oneof(fc.constant('*'), list(2026, 2040)), list(1, 12), list(1, 31)).map((parts) => parts.join('-')),
      { nil: undefined },
    ),
    time: fc.tuple(list(0, 23), list(0, 59), list(0, 59)).map((parts) => parts.join(':')),
  })
  .map(({ week, date, time }) => [week, date, time].filter((part) => part !== undefined).join(' '));

describe('parseCalendarEvent', () => {
  it.each([
    ['02:00', '*-*-* 02:00:00', 1],
    ['2:0', '*-*-* 02:00:00', 1],
    ['*/5', '*-*-* *:00/5:00', 288],
    ['30', '*-*-* *:30:00', 24],
    ['*', '*-*-* *:*:00', 1440],
    ['*:*:*', '*-*-* *:*:*', 86_400],
    ['0/6:00', '*-*-* 00/6:00:00', 4],
    ['8..18/2:00', '*-*-* 08,10,12,14,16,18:00:00', 6],
    ['22,23:15,45', '*-*-* 22,23:15,45:00', 4],
    ['1..3/2', '*-*-* *:01,03:00', 48],
    ['5/0', '*-*-* *:05:00', 24],
    ['0/59', '*-*-* *:00,59:00', 48],
    ['1..9/0', '*-*-* *:01:00', 24],
    ['mon..fri 02:00', 'mon..fri *-*-* 02:00:00', 1],
    ['fri..mon 22:00', 'mon,fri..sun *-*-* 22:00:00', 1],
    ['sat,sun', 'sat,sun *-*-* 00:00:00', 1],
    ['MONDAY 1:00', 'mon *-*-* 01:00:00', 1],
    ['mon02:00', 'mon *-*-* 02:00:00', 1],
    ['mon..sun 01:00', '*-*-* 01:00:00', 1],
    ['sat *-1..7 18:00', 'sat *-*-01..07 18:00:00', 1],
    ['2027-07-31', '2027-07-31 00:00:00', 1],
    ['02-29', '*-02-29 00:00:00', 1],
    ['2020-7..9-2/2', '2020-07..09-02/2 00:00:00', 1],
    ['1965/5-01-01', '1970/5-01-01 00:00:00', 1],
    ['*/100-1-1', '2000,2100-01-01 00:00:00', 1],
    ['*-*/3-*', '*-01/3-* 00:00:00', 1],
    ['02:00 UTC', '*-*-* 02:00:00 UTC', 1],
    ['minutely', '*-*-* *:*:00', 1440],
    ['hourly', '*-*-* *:00:00', 24],
    ['daily', '*-*-* 00:00:00', 1],
    ['daily UTC', '*-*-* 00:00:00 UTC', 1],
    ['weekly', 'mon *-*-* 00:00:00', 1],
    ['monthly', '*-*-01 00:00:00', 1],
    ['quarterly', '*-01/3-01 00:00:00', 1],
    ['semiannually', '*-01,07-01 00:00:00', 1],
    ['semi-annually', '*-01,07-01 00:00:00', 1],
    ['yearly', '*-01-01 00:00:00', 1],
    ['annually', '*-01-01 00:00:00', 1],
  ])('reads %s as %s', (text, canonical, perDay) => {
    const value = read(text);
    expect(value.text).toBe(canonical);
    expect(calendarFiresPerDay(value)).toBe(perDay);
  });

  it('gives the lists, Sunday as 0', () => {
    expect(read('sun..tue,fri 2030-02-1 3:04:05')).toEqual({
      weekdays: [0, 1, 2, 5],
      years: [2030],
      months: [2],
      days: [1],
      hours: [3],
      minutes: [4],
      seconds: [5],
      utc: false,
      text: 'mon,tue,fri,sun 2030-02-01 03:04:05',
    });
    expect(read('daily').years).toHaveLength(230);
  });

  it.each([
    ['daily at 02:00', '"daily at 02:00"', 'write "02:00"'],
    ['every day at 2:30', '"every day at 2:30"', 'write "2:30"'],
    ['Sundays at 03:00', '"Sundays at 03:00"', 'write "sun 03:00"'],
    ['mon to fri 2:00', '"mon to fri 2:00"', 'write "mon..fri 2:00"'],
    ['mon - fri 02:00', '"mon - fri 02:00"', 'write "mon..fri 02:00"'],
    ['every 15 minutes', '"every 15 minutes"', 'write "*/15"'],
    ['every 2 hours', '"every 2 hours"', 'write "0/2:00"'],
    ['30 2 * * *', '"30 2 * * *"', 'write "02:30"'],
    ['0 4 * * 0,3', '"0 4 * * 0,3"', 'write "sun,wed 04:00"'],
    ['@daily', '"@daily"', 'write "daily"'],
    ['Daily', '"Daily", with "Daily" as the weekday', 'write "daily"'],
    ['tues', '"tues", with "tues" as the weekday', 'write "tue"'],
    [' 02:00', '" 02:00"', 'write "02:00"'],
    ['02:00\n', '"02:00\\n"', 'write "02:00"'],
    ['25:10', '"25:10", with "25" as the hour', undefined],
    ['12:60', '"12:60", with "60" as the minute', undefined],
    ['12:00:60', '"12:00:60", with "60" as the second', undefined],
    ['*/60', '"*/60", with "*/60" as the minute', undefined],
    ['*/0', '"*/0", with "*/0" as the minute', undefined],
    ['5..1', '"5..1", with "5..1" as the minute', undefined],
    ['*,5', '"*,5", with "*" as the minute', undefined],
    ['13-01', '"13-01", with "13" as the month', undefined],
    ['0-1', '"0-1", with "0" as the month', undefined],
    ['01-32', '"01-32", with "32" as the day', undefined],
    ['2200-01-01', '"2200-01-01", with "2200" as the year', undefined],
    ['mon,', '"mon,", with "" as the weekday', undefined],
    ['mon..tue..wed', '"mon..tue..wed", with "mon..tue..wed" as the weekday', undefined],
    ['2:00am', '"2:00am"', undefined],
    ['1:2:3:4', '"1:2:3:4"', undefined],
    ['2026-01-0102:00', '"2026-01-0102:00"', undefined],
    ['UTC', '"UTC"', undefined],
    ['', 'an empty string', undefined],
    [2, 'a number', undefined],
  ])('fails: %j', (value, got, fix) => {
    const outcome = parseCalendarEvent(value);
    expect(outcome).toMatchObject({ ok: false, fault: { got } });
    expect(outcome.ok ? undefined : outcome.fault.fix).toBe(fix);
  });

  it.each(['02-30', '04,06-31', '2021-02-29', '2021..2023-02-29', 'mon 2027-07-31', 'tue 2030-02-27', '1965-01-01'])(
    'fails: %s never happens',
    (text) => {
      expect(parseCalendarEvent(text)).toMatchObject({
        ok: false,
        fault: { got: `"${text}", an event that never happens` },
      });
    },
  );

  it('fails: a date that is another weekday', () => {
    const fix = 'leave out the weekday: none of the dates falls on one';
    expect(parseCalendarEvent('mon 2027-07-31')).toMatchObject({ ok: false, fault: { fix } });
    expect(parseCalendarEvent('mon 02-30')).not.toMatchObject({ fault: { fix } });
  });

  it.each(['sat 02-29', 'sat 2027-07-31', 'wed 2030-02-27', '2024,2025-02-29'])(
    'takes %s, which happens seldom',
    (text) => {
      expect(parseCalendarEvent(text)).toMatchObject({ ok: true });
    },
  );

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(event, (text) => {
        const outcome = parseCalendarEvent(text);
        fc.pre(outcome.ok);
        const value = read(text);
        expect(read(value.text)).toEqual(value);
        expect(formatCalendarEvent(value)).toBe(value.text);
      }),
    );
  });

  it('never throws', () => {
    const pieces = fc.array(
      fc.constantFrom('mon', 'daily', 'at', 'every', '..', ',', '/', '*', '-', ':', ' ', '0', '7', '59', 'UTC', '@'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((parts) => parts.join('')),
          fc.anything(),
        ),
        (value) => {
          parseCalendarEvent(value);
        },
      ),
    );
  });
});

(systemd ? describe : describe.skip)('beside systemd-analyze (skipped where it is not installed)', () => {
  it('finds the same times in what was written and in what is printed', () => {
    const texts = fc.sample(
      event.filter((text) => parseCalendarEvent(text).ok),
      { numRuns: 150, seed: 20_260_101 },
    );
    const values = texts.map(read);
    const written = systemdTimes(texts, 3);
    const printed = systemdTimes(
      values.map(({ text }) => text),
      3,
    );
    expect(written).toHaveLength(texts.length);
    expect(printed).toEqual(written);
    const seen = values.map((value, i) => [texts[i], firstTimes(value, 3).slice(0, written[i]!.length)]);
    expect(seen).toEqual(texts.map((text, i) => [text, written[i]]));
  });

  it('finds events that never happen where systemd finds none', () => {
    const never = ['*-02-30', '*-04,06-31', '2027-02-29'];
    expect(systemdTimes(never, 1)).toEqual([[], [], []]);
    expect(never.map((text) => parseCalendarEvent(text).ok)).toEqual([false, false, false]);
  });
});
