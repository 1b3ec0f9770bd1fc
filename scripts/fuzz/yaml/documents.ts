import type { Random } from '../../../test/fixtures/random';
import { CHARACTERS, LINES, WORDS } from './words';

/** Lengths around the limits of readers: 128 for a simple key of libyaml's writer, 1024 for every reader's look-ahead. */
const LONG = [127, 128, 129, 249, 250, 251, 252, 1000, 1022, 1023, 1024, 1025, 1100];

const NUMBERS = [
  ...[
    0,
    -0,
    1,
    -1,
    7,
    8,
    10,
    100,
    8080,
    65535,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 32,
    2 ** 53 - 1,
    1 - 2 ** 53,
  ],
  ...[
    1e15,
    123456789012345,
    0.1,
    -0.1,
    1.5,
    1 / 3,
    0.1 + 0.2,
    1e-5,
    1e-6,
    1e-7,
    1.5e-7,
    -2.5e-10,
    5e-324,
    2.2250738585072014e-308,
  ],
  ...[123456.789, 4503599627370495.5, -4503599627370495.5, 99999999.99999999, 1.0000000000000002, 0.000001234],
];

/** Makes a value as it may stand in a manifest, hostile in its texts, keys, numbers and shape. */
export function randomDocument(random: Random): unknown {
  return random.oneIn(3) ? randomText(random) : node(random, random.pick([1, 1, 1, 2, 2, 3]));
}

function node(random: Random, levels: number): unknown {
  const kind = random.below(10);
  if (levels === 0 || kind < 3) return scalar(random);
  if (kind < 6) return random.list(3, () => node(random, levels - 1));
  // Assigned one by one: a literal or a spread would set the prototype.
  const map: Record<string, unknown> = {};
  for (const key of random.list(3, () => randomKey(random))) map[key] = node(random, levels - 1);
  return map;
}

function scalar(random: Random): unknown {
  const kind = random.below(12);
  if (kind < 2) return randomNumber(random);
  return kind === 2 ? random.pick([true, false, null]) : randomText(random);
}

function randomNumber(random: Random): number {
  const number = random.pick(NUMBERS);
  if (random.oneIn(2)) return number;
  const exponent = random.below(40) - 25;
  const other = Number(`${random.oneIn(2) ? '-' : ''}${random.below(2 ** 31)}.${random.below(10 ** 6)}e${exponent}`);
  return Number.isInteger(other) && !Number.isSafeInteger(other) ? number : other;
}

function randomKey(random: Random): string {
  const key = random.oneIn(100) ? long(random) : randomText(random);
  return key === '__proto__' ? 'a' : key;
}

function randomText(random: Random): string {
  switch (random.below(8)) {
    case 0:
    case 1:
      return random.pick(WORDS);
    case 2:
      return mangled(random, random.pick(WORDS));
    case 3:
    case 4:
      return random.list(9, () => random.pick(CHARACTERS)).join('');
    case 5:
    case 6:
      return lines(random);
    default:
      return random.oneIn(60) ? long(random) : anything(random);
  }
}

/** A word with a character more, less or another. */
function mangled(random: Random, word: string): string {
  const at = random.below(word.length + 1);
  const tail = at + random.below(2);
  const mixed = word.slice(0, at) + (random.oneIn(4) ? '' : random.pick(CHARACTERS)) + word.slice(tail);
  return whole(mixed) ? mixed : word;
}

function lines(random: Random): string {
  const ends = ['\n', '\n', '\n', '\n', '\n', '\n', '\n\n', '\r\n', '\r', '\u2028'];
  const text = random.list(6, () => random.pick(LINES) + random.pick(ends)).join('');
  return random.oneIn(2) ? text : text + random.pick(LINES);
}

function long(random: Random): string {
  const start = random.pick(WORDS);
  const unit = random.pick(['k', 'x y', '"', 'ä', '\\', '\u{1f600}', '- ', 'a\n', '\t']);
  const text = start + unit.repeat(Math.ceil(random.pick(LONG) / unit.length));
  const cut = text.slice(0, random.pick(LONG));
  return whole(cut) ? cut : text;
}

/** Whether no surrogate pair was cut in two. */
function whole(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** Characters from all of Unicode. */
function anything(random: Random): string {
  return random
    .list(8, () => {
      const code = random.below(random.pick([0x80, 0x100, 0x3000, 0x11_0000]));
      return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : String.fromCodePoint(code);
    })
    .join('');
}
