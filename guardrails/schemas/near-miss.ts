/** At most this many letters may differ, and at most a third of the word. */
const MOST_EDITS = 3;

/** The candidate that a misspelt word was meant to be; undefined if none is close. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let fewest = Math.min(MOST_EDITS, Math.max(1, Math.floor(word.length / 3))) + 1;
  for (const candidate of candidates) {
    // Lengths alone rule most candidates out, and bound the work on a hostile key.
    if (Math.abs(candidate.length - word.length) < fewest) {
      const edits = editDistance(word.toLowerCase(), candidate.toLowerCase());
      if (edits < fewest) {
        best = candidate;
        fewest = edits;
      }
    }
  }
  return best;
}

/** Letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substituted = at(previous, column - 1) + Number(a[row - 1] !== b[column - 1]);
      const swapped =
        a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? at(before, column - 2) + 1 : Infinity;
      current.push(Math.min(substituted, swapped, at(previous, column) + 1, at(current, column - 1) + 1));
    }
    before = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
