import * as fs from 'node:fs';
import { join } from 'node:path';
import { writeOutput, type WriteOutcome } from '../../synth/writer';
import type { FileOps } from '../../synth/writer/file-ops';
import { caseBlindOps, everyCall, faultyOps, Killed, watchedOps, type Trouble } from './fixtures/faulty-ops';
import { filesOf, labHost, outputOf, plant, temporary, treeOf, withoutWork, type Tree } from './fixtures/writer-lab';

/** Everything that a change can do: rewrite, leave, add and remove, turn files into directories and back. */
const former: Tree = {
  'a/rewritten': 'old',
  'a/kept': 'kept',
  'a/b/gone': 'old',
  file: 'old',
  'directory/x/y': 'old',
  respelled: 'old',
};
const next: Tree = {
  'a/rewritten': 'new',
  'a/kept': 'kept',
  'c/d/added': 'new',
  'file/now/directory': 'new',
  directory: 'new',
  Respelled: 'new',
};
const foreign: Tree = { 'README.md': 'foreign', 'a/b/mine': 'foreign' };

/** A directory with the former output and foreign files, copied from one that was written once. */
function formerOutput(): string {
  const out = join(temporary(), 'out');
  fs.cpSync(original, out, { recursive: true });
  return out;
}

let original = '';
beforeAll(() => {
  original = temporary();
  plant(original, foreign);
  expect(writeOutput({ out: original, files: filesOf(former), adopt: true }, labHost())).toMatchObject({ ok: true });
});

const formerTree = { ...outputOf(former), ...foreign };
const nextTree = { ...outputOf(next), ...foreign };

function write(out: string, ops?: FileOps, tree: Tree = next): WriteOutcome {
  return writeOutput({ out, files: filesOf(tree) }, labHost(1, ops));
}

/** Whether the process ends before the run does. */
function dies(run: () => WriteOutcome): boolean {
  try {
    run();
    return false;
  } catch (error) {
    if (error instanceof Killed) return true;
    throw error;
  }
}

/** The next run, of another process while the first is dead. */
function nextRun(out: string, tree: Tree = next): WriteOutcome {
  return writeOutput({ out, files: filesOf(tree) }, labHost(2));
}

/** Each file holds what it held or what it shall hold, whole. */
function expectWhole(out: string): void {
  for (const [path, content] of Object.entries(withoutWork(treeOf(out)))) {
    if (!path.endsWith('/')) expect([formerTree[path], nextTree[path]]).toContain(content);
  }
}

/** Files of the former output that are still there and have no place in the new one. */
function staleIn(out: string): string[] {
  const tree = treeOf(out);
  return Object.keys(formerTree)
    .filter((path) => !path.endsWith('/') && path in tree && !(path in nextTree))
    .sort();
}

const operations = (): number[] => everyCall((ops) => void write(formerOutput(), ops));

describe('an operation of the file system that fails', () => {
  it('alone: before the decision nothing is left of the run; after it the next run completes the change', () => {
    const states = new Set<string>();
    for (const at of operations()) {
      const out = formerOutput();
      const outcome = write(out, faultyOps('fails', at).ops);
      expectWhole(out);
      if (outcome.ok) throw new Error(`operation ${at} failed unseen`);
      states.add(outcome.target);
      expect(outcome.faults).toMatchObject([{ rule: 'writer/io', code: 'EIO' }]);
      if (outcome.target === 'untouched') expect({ at, tree: treeOf(out) }).toEqual({ at, tree: formerTree });
      if (outcome.target === 'complete') expect(withoutWork(treeOf(out))).toEqual(nextTree);
      expect(nextRun(out)).toMatchObject({ ok: true });
      expect(treeOf(out)).toEqual(nextTree);
    }
    expect([...states].sort()).toEqual(['complete', 'unfinished', 'untouched']);
  });

  it('and all after it: the old output stands, or the next run completes the change', () => {
    for (const at of operations()) {
      const out = formerOutput();
      const outcome = write(out, faultyOps('fails-on', at).ops);
      expectWhole(out);
      if (outcome.ok) throw new Error(`operation ${at} failed unseen`);
      if (outcome.target === 'untouched')
        expect({ at, tree: withoutWork(treeOf(out)) }).toEqual({ at, tree: formerTree });
      expect(nextRun(out)).toMatchObject({ ok: true });
      expect({ at, tree: treeOf(out) }).toEqual({ at, tree: nextTree });
    }
  });

  it('in a first run: directories that were made for the target go again', () => {
    const run = (ops: FileOps, base = temporary()): [WriteOutcome, string] => [
      write(join(base, 'new/dist'), ops),
      base,
    ];
    for (const at of everyCall(run)) {
      const [outcome, base] = run(faultyOps('fails', at).ops);
      if (outcome.ok) throw new Error(`operation ${at} failed unseen`);
      if (outcome.target === 'untouched') expect({ at, tree: treeOf(base) }).toEqual({ at, tree: {} });
      expect(nextRun(join(base, 'new/dist'))).toMatchObject({ ok: true });
      expect(treeOf(join(base, 'new/dist'))).toEqual(outputOf(next));
    }
  });

  it('while nothing has to change', () => {
    const run = (ops: FileOps): WriteOutcome => write(formerOutput(), ops, former);
    for (const at of everyCall(run))
      expect(run(faultyOps('fails', at).ops)).toMatchObject({ ok: false, target: 'untouched' });
  });
});

describe('the end of the process', () => {
  it.each<Trouble>(['killed-before', 'killed-after'])(
    'at any operation (%s): the next run leaves exactly its output',
    (trouble) => {
      let completed = 0;
      for (const at of operations()) {
        const out = formerOutput();
        expect(dies(() => write(out, faultyOps(trouble, at).ops))).toBe(true);
        expectWhole(out);
        const isDecided = fs.existsSync(join(out, '.rackproof/journal.json'));
        if (!isDecided && withoutWork(treeOf(out))['Respelled'] === undefined)
          expect(withoutWork(treeOf(out))).toEqual(formerTree);
        const removed = staleIn(out);
        const outcome = nextRun(out);
        // Completing the interrupted run has given exactly the new output: nothing is left to write.
        expect(outcome).toMatchObject(
          isDecided ? { ok: true, healed: true, written: [], removed, edited: [] } : { ok: true, healed: false },
        );
        expect({ at, tree: treeOf(out) }).toEqual({ at, tree: nextTree });
        completed += isDecided ? 1 : 0;
      }
      expect(completed).toBeGreaterThan(20);
    },
  );

  it('at any operation: a next run with another output leaves exactly that', () => {
    for (const at of operations()) {
      const out = formerOutput();
      dies(() => write(out, faultyOps('killed-after', at).ops));
      expect(nextRun(out, former)).toMatchObject({ ok: true });
      expect({ at, tree: treeOf(out) }).toEqual({ at, tree: formerTree });
    }
  });

  it('at any operation, where names that differ by case only are one file: it is not lost', () => {
    const tree = (name: string): Tree => ({ [`${name}/one`]: 'same', [`${name}/two`]: name });
    const lab = (out: string, pid: number, trouble: Trouble, at: number): (() => WriteOutcome) => {
      const files = filesOf(tree(pid === 1 ? 'apps' : 'Apps'));
      return () => writeOutput({ out, files }, labHost(pid, faultyOps(trouble, at, caseBlindOps(out)).ops));
    };
    const setUp = (): string => {
      const out = temporary();
      expect(lab(out, 2, 'fails', Infinity)()).toMatchObject({ ok: true });
      return out;
    };
    for (let at = 1, isKilled = true; isKilled; at++) {
      const out = setUp();
      isKilled = dies(lab(out, 1, 'killed-after', at));
      const files = filesOf(tree('apps'));
      const isDecided = fs.existsSync(join(out, '.rackproof/journal.json'));
      const outcome = writeOutput({ out, files }, labHost(3, caseBlindOps(out)));
      expect(outcome).toMatchObject(isDecided ? { ok: true, healed: true, written: [] } : { ok: true });
      expect({ at, tree: treeOf(out) }).toEqual({ at, tree: outputOf(tree('apps')) });
    }
  });

  it('again, at any operation of the completion', () => {
    for (const at of operations().filter((each) => each % 12 === 0)) {
      const out = formerOutput();
      dies(() => write(out, faultyOps('killed-after', at).ops));
      if (!fs.existsSync(join(out, '.rackproof/journal.json'))) continue;
      const copy = (): string => {
        const place = join(temporary(), 'out');
        fs.cpSync(out, place, { recursive: true });
        return place;
      };
      for (const again of everyCall((ops) => writeOutput({ out: copy(), files: filesOf(next) }, labHost(2, ops)))) {
        const place = copy();
        const second = labHost(2, faultyOps('killed-after', again).ops);
        expect(() => writeOutput({ out: place, files: filesOf(next) }, second)).toThrow(Killed);
        expectWhole(place);
        expect(writeOutput({ out: place, files: filesOf(next) }, labHost(3))).toMatchObject({ ok: true });
        expect({ at, again, tree: treeOf(place) }).toEqual({ at, again, tree: nextTree });
      }
    }
  });
});

/** The target without the lock of a dead process, which every run may remove. */
function withoutLock(out: string): Record<string, string> {
  return Object.fromEntries(Object.entries(treeOf(out)).filter(([path]) => !path.startsWith('.rackproof/lock.')));
}

describe('between an interrupted run and the next', () => {
  /** A target whose change has been decided and not begun. */
  function decided(): string {
    const out = formerOutput();
    const isFirstMove = (name: string, to: unknown): boolean => name === 'rename' && String(to).endsWith('c/d/added');
    const ops = watchedOps((name, args) => {
      if (isFirstMove(name, args[1])) throw new Killed(name);
    });
    expect(dies(() => write(out, ops))).toBe(true);
    expect(fs.existsSync(join(out, '.rackproof/journal.json'))).toBe(true);
    return out;
  }

  it.each<[string, Tree, string]>([
    ['a foreign file came into the way', { 'c/d/added': 'foreign' }, 'writer/foreign-file'],
    ['a foreign directory came into the way', { 'c/d/added/mine': 'foreign' }, 'writer/foreign-file'],
    ['a symlink came into the way', { 'c/d': '-> ..' }, 'writer/symlink-inside'],
  ])('fails: %s; it is kept, and the change completed when it is gone', (_, tree, rule) => {
    const out = decided();
    fs.rmSync(join(out, 'c'), { recursive: true, force: true });
    plant(out, tree);
    const before = withoutLock(out);
    expect(nextRun(out)).toMatchObject({ ok: false, target: 'unfinished', faults: [{ rule }] });
    expect(withoutLock(out)).toEqual(before);
    fs.rmSync(join(out, 'c'), { recursive: true });
    expect(nextRun(out)).toMatchObject({ ok: true, healed: true });
    expect(treeOf(out)).toEqual(nextTree);
  });

  it('a file came where one was removed, after the new inventory was in place: it is foreign, and kept', () => {
    const out = formerOutput();
    const ops = watchedOps((name, args) => {
      if (name === 'unlink' && String(args[0]).endsWith('journal.json')) throw new Killed(name);
    });
    expect(dies(() => write(out, ops))).toBe(true);
    plant(out, { 'a/b/gone': 'foreign' });
    expect(nextRun(out)).toMatchObject({ ok: true, healed: true, written: [], removed: [] });
    expect(treeOf(out)).toEqual({ ...nextTree, 'a/b/gone': 'foreign' });
  });

  it('the same bytes may have come into the way', () => {
    const out = decided();
    plant(out, { 'c/d/added': 'new' });
    expect(nextRun(out)).toMatchObject({ ok: true, healed: true });
    expect(treeOf(out)).toEqual(nextTree);
  });

  it('somebody edited files of ours: they are replaced and removed as by any run, and named', () => {
    const out = decided();
    plant(out, { 'a/rewritten': 'edited', 'a/b/gone': 'edited too' });
    expect(nextRun(out)).toMatchObject({ ok: true, healed: true, edited: ['a/b/gone', 'a/rewritten'] });
    expect(treeOf(out)).toEqual(nextTree);
  });

  it('fails: somebody edited a file of ours, and the run stops after completing the change: it is named all the same', () => {
    const out = decided();
    plant(out, { 'a/b/gone': 'edited', 'a/foreign': 'theirs' });
    const lost = ['a/b/gone'];
    expect(nextRun(out, { ...next, 'a/foreign': 'ours' })).toMatchObject({
      ok: false,
      healed: true,
      removed: lost,
      edited: lost,
    });
  });

  it.each(['7x', 'notes.txt'])('fails: %s in the staging directory is not ours: it stays, and is named', (name) => {
    const out = formerOutput();
    plant(out, { [`.rackproof/staging/${name}`]: 'mine' });
    const at = `.rackproof/staging/${name}`;
    expect(nextRun(out)).toMatchObject({
      ok: false,
      target: 'untouched',
      faults: [{ rule: 'writer/foreign-file', at }],
    });
    expect(treeOf(out)[at]).toBe('mine');
  });

  it('fails: a directory in the staging directory, under a name of ours', () => {
    const out = formerOutput();
    plant(out, { '.rackproof/staging/0/mine': 'mine' });
    const faults = [{ rule: 'writer/foreign-file', at: '.rackproof/staging/0' }];
    expect(nextRun(out)).toMatchObject({ ok: false, faults });
  });

  it.each([
    '',
    '{',
    '{"version":2,"write":[],"remove":[]}',
    '{"version":1,"write":["../x"],"remove":[]}',
    '{"version":1,"write":[],"remove":["/etc/passwd"]}',
  ])('fails: the journal was damaged (%j)', (text) => {
    const out = decided();
    plant(out, { '.rackproof/journal.json': text });
    const before = withoutLock(out);
    expect(nextRun(out)).toMatchObject({
      ok: false,
      faults: [{ rule: 'writer/broken-inventory', at: '.rackproof/journal.json' }],
    });
    expect(withoutLock(out)).toEqual(before);
  });

  it('a first run needs no adoption to be completed', () => {
    const out = join(temporary(), 'out');
    for (const at of everyCall((ops) => write(join(temporary(), 'out'), ops))) {
      dies(() => write(out, faultyOps('killed-after', at).ops));
      expect(nextRun(out)).toMatchObject({ ok: true });
      fs.rmSync(out, { recursive: true });
    }
  });
});
