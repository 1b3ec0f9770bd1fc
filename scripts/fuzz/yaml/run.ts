import { emitYaml } from '../../../synth/yaml';
import { misreadings, type Case, type Misreading, type ReaderGroup } from '../../../test/readers';
import { Random } from '../../../test/fixtures/random';
import { randomDocument } from './documents';

/** Documents of a round, which stand as values in one list or map: a reader's start costs more than a value. */
export const ROUND = 1000;

/** Of a round, documents that are read alone as well: at the root a text is printed another way. */
const ALONE = 20;

/** Rounds that go to the processes of the readers at once. */
const ROUNDS_AT_ONCE = 20;

export interface FuzzOptions {
  /** Seed of the first round; each further round has the next one. */
  readonly seed: number;
  /** Documents to read, rounded up to whole rounds. */
  readonly documents: number;
  readonly groups: readonly ReaderGroup[];
  /** Told after each step how many documents every reader has read. */
  readonly progress?: (documents: number) => void;
}

/** A misreading, and the seed whose first round shows it again. */
export interface Found extends Misreading {
  readonly seed: number;
}

interface Round {
  readonly seed: number;
  readonly values: readonly unknown[];
}

/** Has random documents printed and read by every reader; ends with the first step that finds a misreading. */
export async function fuzz({ seed, documents, groups, progress }: FuzzOptions): Promise<readonly Found[]> {
  const rounds = Math.ceil(documents / ROUND);
  for (let first = 0; first < rounds; first += ROUNDS_AT_ONCE) {
    const length = Math.min(ROUNDS_AT_ONCE, rounds - first);
    const step = Array.from({ length }, (_, index) => roundOf(seed + first + index));
    const found = (await Promise.all(groups.map((group) => readAll(group, step)))).flat();
    if (found.length > 0) return found;
    progress?.((first + length) * ROUND);
  }
  return [];
}

function roundOf(seed: number): Round {
  const random = new Random(seed);
  return { seed, values: Array.from({ length: ROUND }, () => randomDocument(random)) };
}

async function readAll(group: ReaderGroup, rounds: readonly Round[]): Promise<readonly Found[]> {
  const alone = rounds.flatMap(({ values }) => values.slice(0, ALONE));
  const cases = [...rounds.map(({ seed, values }) => together(seed, values)), ...alone].map(caseOf);
  if ((await misreadings(group, cases)).length === 0) return [];
  return (await Promise.all(rounds.map((round) => narrowed(group, round)))).flat();
}

/** A round as one value: now a list, now a map. */
function together(seed: number, values: readonly unknown[]): unknown {
  return seed % 2 === 0 ? values : Object.fromEntries(values.map((value, index) => [`v${index}`, value]));
}

/** What is misread of a round: single documents where they show it, else the round as it was. */
async function narrowed(group: ReaderGroup, { seed, values }: Round): Promise<readonly Found[]> {
  const single = await misreadings(group, values.flatMap((value) => [value, [value], { a: value }]).map(caseOf));
  const found = single.length > 0 ? single : await misreadings(group, [caseOf(together(seed, values))]);
  return found.map((misreading) => ({ ...misreading, seed }));
}

function caseOf(value: unknown): Case {
  return { value, document: emitYaml(value) };
}
