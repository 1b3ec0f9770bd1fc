/** Whether a text fits a pattern with `*` for anything and `?` for one character; in time proportional to both together. */
export function fitsGlob(pattern: string, text: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (from < text.length) {
    if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[from]) && pattern[at] !== '*') {
      at += 1;
      from += 1;
    } else if (pattern[at] === '*') {
      star = at;
      mark = from;
      at += 1;
    } else if (star >= 0) {
      // The last star takes one character more.
      at = star + 1;
      mark += 1;
      from = mark;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}
