/**
 * What every reader takes for a string: a word of these characters that is none of the words for a boolean or null of
 * YAML 1.1, 1.2, go-yaml or PyYAML, in any case, and no float of YAML 1.1 without digits before its exponent. Every
 * other form of a number starts with another character.
 */
const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null|e-?[0-9]+)$)[a-z_/][a-z0-9_./-]*$/i;

/** What stands between double quotes as it is: printable ASCII, but for the quote and the backslash. */
const UNESCAPED = /^[ !#-[\]-~]*$/;

/**
 * Characters that a reader refuses or folds, or that a human does not see: controls, DEL, NEL, every space but the
 * plain one, zero-width and bidirectional marks, line and paragraph separators, byte order mark, noncharacters, tags.
 * Not among them: tab and line feed, which a literal block carries as they are.
 * A fixed list, since the classes of `\p{}` grow with the Unicode version of the Node that runs.
 */
const UNSEEN = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}`;
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
  // The first test costs next to nothing where no character is beyond Latin-1, the second always walks the text.
  return /[\ud800-\udfff]/.test(text) && /\p{Surrogate}/u.test(text);
}

/**
 * Prints a text in the plainest form that every reader takes for this text: plain, as a literal block if it has
 * several clean lines, else in double quotes. `undefined` if it holds half a surrogate pair.
 *
 * @param line How a line of a block begins, with the line feed; without it the text stays on one line.
 */
export function textOf(text: string, line?: string): string | undefined {
  if (PLAIN.test(text)) return text;
  if (UNESCAPED.test(text)) return `"${text}"`;
  if (hasLoneSurrogate(text)) return undefined;
  return line !== undefined && isLiteral(text) ? literalBlock(text, line) : quoted(text);
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
function isLiteral(text: string): boolean {
  return text.includes('\n') && /[^\n]/.test(text) && !/[ \t](?:\n|$)/.test(text) && !ONE_UNSEEN.test(text);
}

/** Prints a text as a literal block without the line feed that ends it: the next line brings its own. */
function literalBlock(text: string, line: string): string {
  // Without the indicator a reader would take leading blanks for indentation. 2: how far a block is indented here.
  const indentation = /^\n*[ \t]/.test(text) ? '2' : '';
  const body = `\n${text.endsWith('\n') ? text.slice(0, -1) : text}`;
  return `|${indentation}${chomping(text)}${body.replace(/\n(?!\n|$)/g, line)}`;
}

function chomping(text: string): '' | '-' | '+' {
  if (!text.endsWith('\n')) return '-';
  return text.endsWith('\n\n') ? '+' : '';
}
