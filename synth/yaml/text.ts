/** What every reader takes for a string, unless it is a word or a number to one of them. */
const PLAIN = /^[A-Za-z_/][A-Za-z0-9_./-]*$/;

/** Words that YAML 1.1, 1.2, go-yaml or PyYAML read as a boolean or as null; compared in lower case. */
const WORDS: ReadonlySet<string> = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);

/** A float of YAML 1.1 without digits before its exponent. Every other number form starts outside {@link PLAIN}. */
const BARE_EXPONENT = /^[eE]-?[0-9]+$/;

/**
 * Characters that a reader refuses or folds, or that a human does not see: controls, DEL, NEL, every space but the
 * plain one, zero-width and bidirectional marks, line and paragraph separators, byte order mark, noncharacters, tags.
 * A fixed list, since the classes of `\p{}` grow with the Unicode version of the Node that runs.
 */
const UNSEEN = String.raw`\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}`;
const ONE_UNSEEN = new RegExp(`[${UNSEEN}]`, 'u');
const EVERY_UNSEEN = new RegExp(`[${UNSEEN}]`, 'gu');

/** The escapes of YAML for what has one; JSON's own escapes are read by every reader and stay. */
const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

/** Whether a text holds half of a surrogate pair, which is no character and has no UTF-8 form. */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/** Prints a text on one line: plain where every reader agrees that it is a string, else in double quotes. */
export function inlineText(text: string): string {
  return isPlain(text) ? text : quoted(text);
}

function isPlain(text: string): boolean {
  return PLAIN.test(text) && !(text.length <= 5 && WORDS.has(text.toLowerCase())) && !BARE_EXPONENT.test(text);
}

/** @see https://yaml.org/spec/1.2.2/#57-escaped-characters */
function quoted(text: string): string {
  const json = JSON.stringify(text);
  return ONE_UNSEEN.test(json) ? json.replace(EVERY_UNSEEN, escaped) : json;
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return NAMED_ESCAPES[character] ?? (code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`);
}

/**
 * Whether a text of several lines may stand as it is, in a literal block.
 *
 * A blank at the end of a line may not: an editor or a commit hook that strips it would change the value unseen.
 */
export function isLiteral(text: string): boolean {
  return text.includes('\n') && /[^\n]/.test(text) && !/[ \t](?:\n|$)/.test(text) && !ONE_UNSEEN.test(visible(text));
}

/** The text without line feeds and tabs, which a literal block carries as they are. */
function visible(text: string): string {
  return text.replace(/[\n\t]/g, '');
}

/** Prints a text as a literal block, its lines behind `indent`, without the line feed that ends the block. */
export function literalBlock(text: string, indent: string): string {
  // Without the indicator a reader would take leading blanks for indentation. 2: how far a block is indented here.
  const indentation = /^\n*[ \t]/.test(text) ? '2' : '';
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  return `|${indentation}${chomping(text)}\n${body.replace(/^(?=[^\n])/gm, indent)}`;
}

function chomping(text: string): '' | '-' | '+' {
  if (!text.endsWith('\n')) return '-';
  return text.endsWith('\n\n') ? '+' : '';
}
