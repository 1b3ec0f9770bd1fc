/** Shorter values would blank ordinary words; a secret that short protects nothing. */
export const SHORTEST_SECRET = 4;

/** Up to this length a secret is blanked only where it stands as a word of its own. */
const LONGEST_WORD = 7;

/** Shortest start of a secret that is blanked where a text was cut. */
const SHORTEST_CUT = 8;

/** What stands at most between a cut and its mark: a quote and its backslash. */
const LONGEST_CUT = 2;

/** Secrets that begin alike. */
interface Start {
  /** By length: one look-up tells whether one of this length stands at a place, however many there are. */
  readonly byLength: ReadonlyMap<number, ReadonlySet<string>>;
  /** Longest first: one that contains another goes whole. */
  readonly lengths: readonly number[];
  /** In the order of their code units, to be searched for a beginning. */
  readonly sorted: readonly string[];
}

/** Texts to be found in other texts: the work for a text does not grow with the number of secrets. */
export class KnownSecrets {
  private readonly starts: ReadonlyMap<string, Start>;

  /** @param secrets of {@link SHORTEST_SECRET} characters or more */
  constructor(secrets: ReadonlySet<string>) {
    const groups = new Map<string, string[]>();
    for (const secret of secrets) {
      const start = secret.slice(0, SHORTEST_SECRET);
      const group = groups.get(start);
      if (group === undefined) {
        groups.set(start, [secret]);
      } else {
        group.push(secret);
      }
    }
    this.starts = new Map([...groups].map(([start, group]) => [start, startOf(group)]));
  }

  /** Length of what stands of a secret at a place of a text; 0 if none stands there. */
  public lengthAt(text: string, at: number): number {
    const start = this.starts.get(text.slice(at, at + SHORTEST_SECRET));
    return start === undefined ? 0 : Math.max(wholeLength(start, text, at), cutLength(start, text, at));
  }
}

function startOf(secrets: readonly string[]): Start {
  const byLength = new Map<number, Set<string>>();
  for (const secret of secrets) {
    byLength.set(secret.length, (byLength.get(secret.length) ?? new Set()).add(secret));
  }
  return { byLength, lengths: [...byLength.keys()].sort((a, b) => b - a), sorted: [...secrets].sort() };
}

function wholeLength({ byLength, lengths }: Start, text: string, at: number): number {
  const found = lengths.find(
    (length) =>
      byLength.get(length)!.has(text.slice(at, at + length)) && (length > LONGEST_WORD || isWord(text, at, length)),
  );
  return found ?? 0;
}

function isWord(text: string, at: number, length: number): boolean {
  return !/\w/.test(text[at - 1] ?? '') && !/\w/.test(text[at + length] ?? '');
}

/** Length of the start of a secret that a message was cut in; 0 if it was not cut in one. */
function cutLength({ sorted, lengths }: Start, text: string, at: number): number {
  const last = at + lengths[0]! + LONGEST_CUT;
  for (let mark = text.indexOf('…', at); mark >= 0 && mark <= last; mark = text.indexOf('…', mark + 1)) {
    const end = cutsAt(text, mark).find(
      (place) => place - at >= SHORTEST_CUT && beginsOne(sorted, text.slice(at, place)),
    );
    if (end !== undefined) {
      return end - at;
    }
  }
  return 0;
}

/** Where a text that has the mark of a cut may have been cut, last first: a quote and its backslash may stand between. */
function cutsAt(text: string, mark: number): readonly number[] {
  const quote = text[mark - 1] === '"';
  const backslash = text[quote ? mark - 2 : mark - 1] === '\\';
  return [mark, ...(quote ? [mark - 1] : []), ...(backslash ? [quote ? mark - 2 : mark - 1] : [])];
}

/** Whether one of some texts begins so: the first that is not before the beginning does, if any does. */
function beginsOne(sorted: readonly string[], beginning: string): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < beginning) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return sorted[low]?.startsWith(beginning) === true;
}
