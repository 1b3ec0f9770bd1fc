/** Syntax of Go's RE2 that ECMAScript reads in another way, or not at all. */
const UNSUPPORTED = /\\[AzQEpPC]|\[\[:|\(\?(?!i\)|:)/;

const LETTER = /[A-Za-z]/;

/**
 * Translates a pattern of Go's RE2 to ECMAScript: `(?i)`, which holds to the end of its group, becomes `[aA]`.
 *
 * @throws Error if the pattern uses what is not translated, or does not compile afterwards.
 */
export function translateRe2(pattern: string): string {
  if (UNSUPPORTED.test(pattern)) {
    throw new Error(`the pattern ${pattern} uses syntax of RE2 that is not translated`);
  }
  const translated = pattern.includes('(?i)') ? expandCase(pattern) : pattern;
  // The validator compiles with this flag, which is stricter than none.
  new RegExp(translated, 'u');
  return translated;
}

function expandCase(pattern: string): string {
  const tokens = pattern.match(/\(\?i\)|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|./gs) ?? [];
  const ignoring = [false];
  return tokens.map((token) => expandToken(token, ignoring)).join('');
}

/** `ignoring` holds, for each open group, whether case is ignored from here on. */
function expandToken(token: string, ignoring: boolean[]): string {
  const here = ignoring.at(-1) ?? false;
  switch (token) {
    case '(?i)':
      ignoring[ignoring.length - 1] = true;
      return '';
    case '(':
      ignoring.push(here);
      return token;
    case ')':
      ignoring.pop();
      return token;
    default:
      return here ? bothCases(token) : token;
  }
}

function bothCases(token: string): string {
  if (token.startsWith('[') && LETTER.test(token)) {
    throw new Error(`the class ${token} under (?i) is not translated`);
  }
  return token.length === 1 && LETTER.test(token) ? `[${token.toLowerCase()}${token.toUpperCase()}]` : token;
}
