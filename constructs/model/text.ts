import { compareCodePoints } from './code-points';

/** Longest text that a message repeats; what is longer is cut and its length told. Code points. */
const QUOTED_LENGTH = 80;

/** Characters that a terminal hides, moves or acts on; JSON.stringify escapes only some of them. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** Names of the control characters that turn up in hand-written values. */
const CONTROL_NAMES: ReadonlyMap<number, string> = new Map([
  [0x00, 'null'],
  [0x08, 'backspace'],
  [0x09, 'tab'],
  [0x0a, 'line feed'],
  [0x0d, 'carriage return'],
  [0x1b, 'escape'],
  [0x7f, 'delete'],
]);

/** A text in double quotes with every character visible; what is longer than 80 characters is cut. */
export function quoted(text: string): string {
  const points = Array.from(text);
  const shown = points.length > QUOTED_LENGTH ? points.slice(0, QUOTED_LENGTH).join('') : text;
  const literal = JSON.stringify(shown).replace(INVISIBLE, escapeUnits);
  return shown === text ? literal : `${literal}… (${points.length} characters)`;
}

/** A character with its code point: `"_" (U+005F)`, `a line feed (U+000A)`. */
export function describeCharacter(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  if (isControl(character)) {
    const name = CONTROL_NAMES.get(point);
    return name === undefined ? `a control character (${code})` : `a control character, ${name} (${code})`;
  }
  return `${quoted(character)} (${code})`;
}

/** Whether a character is a control character (U+0000 to U+001F, U+007F to U+009F). */
export function isControl(character: string): boolean {
  return /^\p{Cc}/u.test(character);
}

/** What kind of value it is, without the value: safe to print where a secret may stand. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) {
    return value === null ? 'null' : 'nothing';
  }
  if (typeof value === 'string') {
    return value === '' ? 'an empty string' : `a string of ${count(Array.from(value).length, 'character')}`;
  }
  if (Array.isArray(value)) {
    return `a list of ${count(value.length, 'item')}`;
  }
  if (typeof value === 'object') {
    return `an object with ${count(Object.keys(value).length, 'key')}`;
  }
  return `a ${typeof value}`;
}

/** `1 item`, `2 items`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** `a`, `a or b`, `a, b or c`. */
export function alternatives(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items[items.length - 1]!}`;
}

/**
 * The candidate that the writer most likely meant: at most one edit per three characters (two in a short word count as
 * another word), case ignored; of equally close ones the first by code point.
 */
export function closest(text: string, candidates: Iterable<string>): string | undefined {
  let best: Candidate | undefined;
  const lower = text.toLowerCase();
  for (const name of candidates) {
    const limit = Math.max(1, Math.floor(Math.max(text.length, name.length) / 3));
    // The distance is at least the difference in length, and costs the product of the lengths.
    if (Math.abs(text.length - name.length) > Math.min(limit, best?.distance ?? Infinity)) {
      continue;
    }
    const distance = editDistance(lower, name.toLowerCase());
    if (distance <= limit && distance < name.length && isBetter({ name, distance }, best)) {
      best = { name, distance };
    }
  }
  return best?.name;
}

interface Candidate {
  readonly name: string;
  readonly distance: number;
}

function isBetter({ name, distance }: Candidate, best: Candidate | undefined): boolean {
  return (
    best === undefined ||
    distance < best.distance ||
    (distance === best.distance && compareCodePoints(name, best.name) < 0)
  );
}

/** Number of inserted, deleted, replaced or swapped neighbouring characters (optimal string alignment). */
export function editDistance(first: string, second: string): number {
  const [a, b] = withoutCommonEnds(first, second);
  let [older, old]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = old[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = lesser(replaced, lesser(old[j]!, row[j - 1]!) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = lesser(row[j]!, older[j - 2]! + 1);
      }
    }
    [older, old] = [old, row];
  }
  return old[b.length]!;
}

function lesser(a: number, b: number): number {
  return a < b ? a : b;
}

/** What two texts start or end with alike needs no edit: names of one site often share most of their characters. */
function withoutCommonEnds(a: string, b: string): readonly [string, string] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) {
    start++;
  }
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) {
    end++;
  }
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');
}
