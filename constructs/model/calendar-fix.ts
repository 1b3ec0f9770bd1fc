import { closest } from './text';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Words that a calendar event does not need or have. */
const FILLERS = /\b(?:daily|every ?day|every|each|weekly|on|at|o'?clock)\b,?/gi;

/**
 * What the writer of a malformed calendar event may have meant: `02:00` for `daily at 02:00`, `sun 03:00` for
 * `Sundays at 03:00`, `02:30` for the cron expression `30 2 * * *`. The caller checks that it is one.
 *
 * @param words the words that stand for an event
 */
export function calendarSuggestion(text: string, words: readonly string[]): string | undefined {
  const plain = text.trim().replace(/^@/, '').replace(/\s+/g, ' ');
  const cron = fromCron(plain);
  if (cron !== undefined) {
    return cron;
  }
  const interval = /^every (?<step>[0-9]{1,2}) ?(?<unit>min|h)(?:utes?|ours?)?$/i.exec(plain)?.groups;
  if (interval !== undefined) {
    return interval['unit']!.toLowerCase() === 'min' ? `*/${interval['step']!}` : `0/${interval['step']!}:00`;
  }
  if (/^[a-z-]+$/i.test(plain)) {
    return closest(plain, [...words, ...DAYS]);
  }
  return plain
    .replace(FILLERS, '')
    .replace(/\b[a-z]+\b/gi, weekdayMeant)
    .replace(/ *, */g, ',')
    .replace(/\s*(?:-|to)\s*(?=[a-z])/gi, '..')
    .replace(/\s+/g, ' ')
    .trim();
}

/** `30 2 * * *` and `0 4 * * 0`: a minute and an hour, on every day or on some weekdays. */
function fromCron(text: string): string | undefined {
  const groups = /^(?<minute>[0-9]{1,2}) (?<hour>[0-9]{1,2}) \* \* (?<days>\*|[0-6](?:,[0-6])*)$/.exec(text)?.groups;
  if (groups === undefined) {
    return undefined;
  }
  const { minute = '', hour = '', days = '*' } = groups;
  const weekdays = days === '*' ? '' : `${days.replace(/[0-6]/g, (day) => DAYS[Number(day)]!)} `;
  return `${weekdays}${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

/** `Sundays` is `sun`, `Tues` is `tue`. */
function weekdayMeant(word: string): string {
  return DAYS.find((day) => word.toLowerCase().startsWith(day)) ?? word;
}
