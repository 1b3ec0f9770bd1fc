import type { Output, Tree } from './outputs';
import { snapshotOf, type Item, type Snapshot } from './snapshot';

/** How far a run has come, told from what it left; in the order in which a run goes through them. */
export const PHASES = ['untouched', 'locked', 'staged', 'decided', 'partly', 'complete'] as const;

/** One of {@link PHASES}. */
export type Phase = (typeof PHASES)[number];

/** What has happened to a target. */
export interface Story {
  /** What it held; nothing at first. */
  readonly before: Output;
  /** What runs have begun to write since, the last of them at the end. */
  readonly since: readonly Output[];
  /**
   * What was written there earlier.
   *
   * @default none
   */
  readonly past?: readonly Output[];
  /** What others have put there. */
  readonly foreign: Snapshot;
  /** Whether the file system takes names for the same that differ by case only. */
  readonly isCaseBlind?: boolean;
}

/** What is found of a story. */
export interface Verdict {
  readonly phase: Phase;
  /** The output that the target is, or that its journal makes it. */
  readonly becomes: Output | undefined;
  /** What the writer has left in its own directory, and that directory. */
  readonly left: readonly string[];
  /** What must not be; empty if all is well. */
  readonly problems: readonly string[];
}

/** The writer's own directory, and what may be in it. */
const WORK = /^\.rackproof(?:\/(?:lock\.[0-9a-f.]+|journal\.(?:json|draft)|staging(?:\/(?:\d+|inventory))?))?$/;

/**
 * Judges a target at any moment at which no run is under way, whatever has happened to it.
 *
 * What others put there is as it was: content, permissions, time and inode. Every other file is whole, with the bytes
 * that one of the outputs has at its path. Without a journal all of them together are exactly one output, with no
 * directory besides; with one, carrying it out makes them exactly that. Nothing else is there but what the writer may
 * leave in its own directory.
 */
export function judge(root: string, story: Story): Verdict {
  const found = snapshotOf(root);
  const problems = foreignProblems(found, story);
  const own = new Map([...found].filter(([path]) => !story.foreign.has(path)));
  const work = new Map([...own].filter(([path]) => path.includes('.rackproof')));
  problems.push(...[...work.keys()].filter((path) => !WORK.test(path)).map((path) => `${path} is left`));
  const files = treeOf(own, work, problems);
  const outputs = [story.before, ...story.since];
  problems.push(...brokenFiles(files, outputs, story));
  const journal = work.get('.rackproof/journal.json');
  const result = journal ? carriedOut(files, journal, work, story) : files;
  const becomes = outputs.find(({ whole }) => areSame(result, whole, story));
  if (becomes === undefined) problems.push(`the target ${journal ? 'does not become' : 'is'} none of the outputs`);
  if (!journal && becomes) problems.push(...strayDirectories(own, becomes, story));
  return { phase: phaseOf(work, becomes, story.before, files), becomes, left: [...work.keys()], problems };
}

function foreignProblems(found: Snapshot, { foreign, past = [], before, since }: Story): string[] {
  const ours = [...past, before, ...since].flatMap(({ whole }) => Object.keys(whole));
  return [...foreign].flatMap(([path, item]) => {
    const now = found.get(path);
    if (now === undefined) return [`the foreign ${path} is gone`];
    const isOnlyTheirs = item.kind !== 'directory' || !ours.some((other) => other.startsWith(`${path}/`));
    const keys = ['kind', 'content', 'mode', 'inode', ...(isOnlyTheirs ? (['mtime'] as const) : [])] as const;
    return keys.filter((key) => now[key] !== item[key]).map((key) => `the ${key} of the foreign ${path} has changed`);
  });
}

/** The files of ours that are in place; anything else is a problem. */
function treeOf(own: Snapshot, work: Snapshot, problems: string[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const [path, { kind, content }] of own) {
    if (work.has(path) || kind === 'directory') continue;
    if (kind === 'file') files.set(path, content);
    else problems.push(`${path} is a ${kind}`);
  }
  return files;
}

function brokenFiles(files: ReadonlyMap<string, string>, outputs: readonly Output[], story: Story): string[] {
  const wholes = outputs.map(({ whole }) => folded(Object.entries(whole), story));
  return [...folded([...files], story)]
    .filter(([path, content]) => !wholes.some((whole) => whole.get(path) === content))
    .map(([path, content]) => `${path} is in no output with these ${content.length} bytes`);
}

/** What the files will be when the next run has carried the journal out. */
function carriedOut(
  files: ReadonlyMap<string, string>,
  journal: Item,
  work: Snapshot,
  story: Story,
): Map<string, string> {
  const { write, remove } = JSON.parse(journal.content) as { write: readonly string[]; remove: readonly string[] };
  const result = new Map(files);
  const staged = (name: string): string | undefined => work.get(`.rackproof/staging/${name}`)?.content;
  // Where case does not matter, a new file may be in place under the name of the one that it takes the place of.
  const inPlace = write.filter((_, index) => staged(String(index)) === undefined).map((path) => nameOf(path, story));
  for (const path of remove.filter((stale) => !inPlace.includes(nameOf(stale, story)))) result.delete(path);
  for (const [index, path] of write.entries()) put(result, path, staged(String(index)));
  put(result, 'inventory.json', staged('inventory'));
  return result;
}

/** Puts what is staged; what is no longer staged is in place already. */
function put(files: Map<string, string>, path: string, content: string | undefined): void {
  if (content !== undefined) files.set(path, content);
}

function areSame(files: ReadonlyMap<string, string>, whole: Tree, story: Story): boolean {
  const wanted = folded(Object.entries(whole), story);
  const got = folded([...files], story);
  return got.size === wanted.size && [...wanted].every(([path, content]) => got.get(path) === content);
}

function folded(files: readonly (readonly [string, string])[], story: Story): Map<string, string> {
  return new Map(files.map(([path, content]) => [nameOf(path, story), content]));
}

/** A path as its file system tells it from others. */
function nameOf(path: string, { isCaseBlind = false }: Story): string {
  return isCaseBlind ? path.toLowerCase() : path;
}

function strayDirectories(own: Snapshot, { whole }: Output, story: Story): string[] {
  const used = [...folded(Object.entries(whole), story).keys(), ...story.foreign.keys()];
  return [...own]
    .filter(([path, { kind }]) => kind === 'directory' && !path.includes('.rackproof'))
    .filter(([path]) => !used.some((other) => other.startsWith(`${path}/`)))
    .map(([path]) => `the directory ${path} is left`);
}

function phaseOf(
  work: Snapshot,
  becomes: Output | undefined,
  before: Output,
  files: ReadonlyMap<string, string>,
): Phase {
  if (work.has('.rackproof/journal.json')) {
    const isIn = (whole: Tree): boolean => areSame(files, whole, { before, since: [], foreign: new Map() });
    if (becomes && isIn(becomes.whole)) return 'complete';
    return isIn(before.whole) ? 'decided' : 'partly';
  }
  if (becomes && becomes !== before) return 'complete';
  if (work.has('.rackproof/staging')) return 'staged';
  return work.size > 0 ? 'locked' : 'untouched';
}

/** A story without strangers. */
export function story(before: Output, ...since: readonly Output[]): Story {
  return { before, since, foreign: new Map() };
}
