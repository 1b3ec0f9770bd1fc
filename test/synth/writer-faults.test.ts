import * as fs from 'node:fs';
import { join } from 'node:path';
import { writeOutput, type WriteOutcome } from '../../synth/writer';
import type { FileOps } from '../../synth/writer/file-ops';
import { faultyOps, Killed, watchedOps, type Trouble } from './fixtures/faulty-ops';
import {
  fakeProcesses,
  filesOf,
  labHost,
  outputOf,
  plant,
  temporary,
  treeOf,
  withoutWork,
  type Tree,
} from './fixtures/writer-lab';

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

/** Whether the process survived. */
function writeOrDie(out: string, ops: FileOps): WriteOutcome | undefined {
  try {
    return write(out, ops);
  } catch (error) {
    if (error instanceof Killed) return undefined;
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

/** How many operations a run takes that nothing troubles. */
function callsOf(run: (ops: FileOps) => void): number {
  const { ops, calls } = faultyOps('fails', Infinity);
  run(ops);
  return calls();
}

function everyCall(run: (ops: FileOps) => void): number[] {
  return Array.from({ length: callsOf(run) }, (_, index) => index + 1);
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
        expect(writeOrDie(out, faultyOps(trouble, at).ops)).toBeUndefined();
        expectWhole(out);
        const isDecided = fs.existsSync(join(out, '.rackproof/journal.json'));
        if (!isDecided && withoutWork(treeOf(out))['Respelled'] === undefined)
          expect(withoutWork(treeOf(out))).toEqual(formerTree);
        const outcome = nextRun(out);
        // Completing the interrupted run has given exactly the new output: nothing is left to do.
        expect(outcome).toMatchObject(
          isDecided ? { ok: true, healed: true, written: [], removed: [] } : { ok: true, healed: false },
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
      writeOrDie(out, faultyOps('killed-after', at).ops);
      expect(nextRun(out, former)).toMatchObject({ ok: true });
      expect({ at, tree: treeOf(out) }).toEqual({ at, tree: formerTree });
    }
  });

  it('again, at any operation of the completion', () => {
    for (const at of operations().filter((each) => each % 12 === 0)) {
      const out = formerOutput();
      writeOrDie(out, faultyOps('killed-after', at).ops);
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
    expect(writeOrDie(out, ops)).toBeUndefined();
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

  it('the same bytes may have come into the way', () => {
    const out = decided();
    plant(out, { 'c/d/added': 'new' });
    expect(nextRun(out)).toMatchObject({ ok: true, healed: true });
    expect(treeOf(out)).toEqual(nextTree);
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
      writeOrDie(out, faultyOps('killed-after', at).ops);
      expect(nextRun(out)).toMatchObject({ ok: true });
      fs.rmSync(out, { recursive: true });
    }
  });
});

describe('two runs on one target', () => {
  it('one within the other, at any operation and beside a dead lock: never both, never a mix', () => {
    const alive = new Set([10, 20, 30]);
    const dead = '.rackproof/lock.5.0.1.abcdef01.1.12345678';
    const results = new Set<string>();
    const outer = (pid: number, ops: FileOps, out: string): WriteOutcome =>
      writeOutput({ out, files: filesOf(next) }, { ops, processes: fakeProcesses(pid, alive), homes: [] });
    for (const pid of [10, 30]) {
      for (const at of operations()) {
        const out = formerOutput();
        plant(out, { [dead]: '' });
        let calls = 0;
        let inner: WriteOutcome | undefined;
        const ops = watchedOps(() => {
          if (++calls === at)
            inner = writeOutput(
              { out, files: filesOf({ other: 'run' }) },
              { ...labHost(), processes: fakeProcesses(20, alive) },
            );
        });
        const outcome = outer(pid, ops, out);
        results.add(`${outcome.ok} ${inner?.ok}`);
        if (inner && !inner.ok) expect(inner.faults).toMatchObject([{ rule: 'writer/locked' }]);
        expect(outcome).toMatchObject({ ok: true });
        expect({ at, tree: treeOf(out) }).toEqual({ at, tree: nextTree });
      }
    }
    expect([...results].sort()).toEqual(['true false', 'true true']);
  });

  it.each([
    ['of a living process', 'lock.77.0.1.abcdef01.1.12345678', /process 77/],
    ['that cannot be read', 'lock.what', /cannot be read/],
  ])('fails: a lock %s; it is kept', (_, lock, got) => {
    const out = formerOutput();
    plant(out, { [`.rackproof/${lock}`]: '' });
    const before = treeOf(out);
    const host = { ...labHost(), processes: fakeProcesses(80, new Set([77, 80])) };
    const outcome = writeOutput({ out, files: filesOf(next) }, host);
    expect(outcome).toMatchObject({
      ok: false,
      faults: [{ rule: 'writer/locked', at: `.rackproof/${lock}`, got: expect.stringMatching(got) as string }],
    });
    expect(treeOf(out)).toEqual(before);
  });

  it('a lock that this very thread could not remove does not lock it out', () => {
    const out = formerOutput();
    plant(out, { '.rackproof/lock.1.0.1.abcdef01.1.12345678': '' });
    expect(write(out)).toMatchObject({ ok: true });
    expect(treeOf(out)).toEqual(nextTree);
  });
});

describe('what is waited for on the disk', () => {
  /** Every operation of a run, by name and path inside the target; a file is called by its path. */
  function record(): string[] {
    const out = formerOutput();
    const paths = new Map<unknown, string>();
    const steps: string[] = [];
    const inside = (path: unknown): string => (path === out ? '.' : String(path).replace(`${out}/`, ''));
    let last = '';
    const ops = watchedOps((name, args) => {
      if (['sync', 'write', 'close'].includes(name) && !paths.has(args[0])) paths.set(args[0], last);
      last = inside(args[0]);
      steps.push(`${name} ${paths.get(args[0]) ?? args.map(inside).join(' ')}`);
      if (name === 'close') paths.delete(args[0]);
    });
    expect(write(out, ops)).toMatchObject({ ok: true });
    return steps.filter((step) => /^(?:sync|rename|unlink|rmdir|mkdir) /.test(step));
  }

  it('each step, before the one that relies on it', () => {
    const steps = record();
    const after = (step: string, from = 0): number => {
      const index = steps.indexOf(step, from);
      if (index < 0) throw new Error(`no "${step}" after ${from} in\n${steps.join('\n')}`);
      return index;
    };
    const decision = after('rename .rackproof/journal.draft .rackproof/journal.json');
    for (const name of ['0', '1', '2', '3', '4', 'inventory'])
      expect(after(`sync .rackproof/staging/${name}`)).toBeLessThan(decision);
    for (const place of ['.rackproof/staging', '.rackproof/journal.draft', '.'])
      expect(after(`sync ${place}`)).toBeLessThan(decision);
    expect(steps[decision + 1]).toBe('sync .rackproof');
    const firstMove = after('rename .rackproof/staging/0 Respelled');
    for (const gone of ['file', 'directory/x/y', 'respelled']) expect(after(`unlink ${gone}`)).toBeLessThan(firstMove);
    expect(after('sync .', decision)).toBeLessThan(firstMove);
    const inventory = after('rename .rackproof/staging/inventory inventory.json');
    for (const place of ['a', 'c', 'c/d', 'file', 'file/now', '.'])
      expect(after(`sync ${place}`, firstMove)).toBeLessThan(inventory);
    expect(after('sync a/b', after('unlink a/b/gone'))).toBeLessThan(inventory);
    expect(steps.slice(inventory + 1, inventory + 4)).toEqual([
      'sync .',
      'unlink .rackproof/journal.json',
      'sync .rackproof',
    ]);
  });
});
