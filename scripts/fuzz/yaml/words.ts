/** Words that some reader takes for null, a boolean, a number, a merge or the value of a map. */
const RESERVED = 'null ~ true false yes no on off y n .inf .nan nan inf infinity undefined none << = nil void';

/** Texts that some reader takes for a number or a time, in the forms of YAML 1.1, 1.2, Go and PyYAML. */
const NUMBER_FORMS = [
  '0 -0 +0 00 0.0 -0.0 1. .5 ._ 1_ _1 1_000 1_0.5_0 +1 -1 007 012 08 09 0o17 0O17 0o8 -0o7 0x1f 0X1F 0x_1 0xg -0x1 +0x1f',
  '0b11 0B1 0b2 0b_1 1e3 1E3 1e+3 1e-3 e3 E3 e-3 e+3 .e3 1.e3 1.5e3 1.5e+3 .5e-3 12e03 1e400 -1e400 1e-400 0e0 0x1p-2 0x.8p1',
  '1:30 12:30:45 190:20:30 1:30.5 -1:30 60:00 1:60 99:99:99 9007199254740993 12345678901234567890 123456789012345678901234567890',
  '0.1.2 1.2.3 10.0.0.1 1-2 1/2 1,000 1,5 5m 500m 10Gi 1e3Gi 0777 0644 0o644 ٣ Ⅷ ½ ∞',
  '2024-01-01 2024-1-1 24-01-01 2024-01-01T00:00:00Z 2024-01-01t00:00:00+01:00 2024-13-45 0001-01-01 10:00 10:00:00.000Z',
];

const INDICATORS = [
  '- ? : , [ ] { } # & * ! | > \' " % @ ` -- --- ... |- |+ >- |2 >2- [] {} [a {a a] a} a,b &a *a !a !!str !<a> %YAML',
  "-a ?a :a a: a:b a#b a-b \"a\" 'a' \"a 'a it's \\ \\n \\x41 @a `a`",
];

const SPACED = [
  ...[
    '',
    ' ',
    '  ',
    ' a',
    'a ',
    'a  b',
    'a: b',
    ': a',
    'a : b',
    'a :',
    'a #b',
    ' #',
    '# a',
    '- a',
    '? a',
    '! a',
    '& a',
  ],
  ...[
    '--- a',
    '... a',
    '---\ta',
    '--- |',
    '2024-01-01 00:00:00',
    '2024-01-01 00:00:00 +1',
    '!!int 3',
    '%YAML 1.1',
    '%TAG ! !',
  ],
  ...['{"a": 1}', '[1, 2]', '{a: b}', '[a, b]', '"a": "b"', '*/5 * * * *', '${HOME}', '{{ .Values.a }}', '<<: *a'],
];

const NAMES = [
  'a b key name spec metadata apiVersion v1 apps/v1 constructor toString hasOwnProperty prototype valueOf length',
  'app.kubernetes.io/name nginx:1.27 ghcr.io/a/b:v1 /etc/passwd ../a a.sh ca.crt A_B Ünïcode 日本 \u{1f600} e\u0301 ß ﬁ',
];

/** Every case in which a word can be written that some reader may fold. */
function inEveryCase(word: string): string[] {
  const spread = Array.from(word, (letter, at) => (at % 2 === 0 ? letter.toLowerCase() : letter.toUpperCase())).join(
    '',
  );
  return [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1), spread];
}

const split = (lines: readonly string[]): string[] => lines.flatMap((line) => line.split(' '));

/** Texts that mean something to some reader, and some that mean nothing. */
export const WORDS: readonly string[] = [
  ...new Set([
    ...RESERVED.split(' ').flatMap((word) => [word, `-${word}`, `+${word}`, `.${word}`].flatMap(inEveryCase)),
    ...split(NUMBER_FORMS),
    ...split(INDICATORS),
    ...SPACED,
    ...split(NAMES),
  ]),
];

/** Characters that mean something to YAML, or that readers refuse, fold or hide. */
export const CHARACTERS: readonly string[] = [
  ...Array.from(':#-?\'"\\ |>&*!%@`~<={}[],./+_01789abeExXoOyYnNtTfF$^();'),
  ...Array.from('\n\n\n\t\t\r \u0000\u0001\u0007\b\u000b\f\u001b\u001f\u007f\u0080\u0085\u009f\u00a0\u00ad'),
  ...Array.from('\u0300\u061c\u1680\u180e\u2000\u200b\u200d\u200e\u2028\u2029\u202e\u2060\u2066\u3000\ufeff'),
  ...['\r\n', '\ufdd0', '\ufffd', '\ufffe', '\uffff', '\ufff9', '\ue000', '\ud7ff', '\u{10000}', '\u{1f600}'],
  ...['\u{1fffe}', '\u{1ffff}', '\u{e0001}', '\u{e0041}', '\u{f0000}', '\u{10fffd}', '\u{10ffff}', 'ä', '日', 'ſ', 'K'],
];

/** Lines of a text of several lines, clean and not. */
export const LINES: readonly string[] = [
  ...[
    '',
    '',
    '',
    ' ',
    '  ',
    '\t',
    'a',
    'echo "a"',
    ' a',
    '  a',
    '\ta',
    ' \ta',
    'a\tb',
    '- a',
    '-',
    'a: b',
    'a:',
    '# a',
    ' # a',
  ],
  ...[
    '---',
    '...',
    '--- a',
    '... a',
    '%YAML 1.2',
    '|',
    '>',
    '}',
    ']',
    '"',
    '\u0027',
    '\\',
    'a ',
    'a\t',
    'a\r',
    '\r',
    '\ufeff',
  ],
  ...[
    '#!/bin/sh',
    'set -eu',
    '<<',
    '&a',
    '*a',
    '!a',
    '? a',
    ': a',
    '-----BEGIN CERTIFICATE-----',
    'MIIB',
    'ä日\u{1f600}',
    'a\u0085b',
  ],
];
