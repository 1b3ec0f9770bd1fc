import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { writeOutput, type WriteOutcome } from '../../synth/writer';
import { realFileOps, type FileOps } from '../../synth/writer/file-ops';
import { everyCall, systemError, watchedOps } from './fixtures/faulty-ops';
import {
  fakeProcesses,
  filesOf,
  labHost,
  outputOf,
  plant,
  quickOps,
  temporary,
  treeOf,
  type Tree,
} from './fixtures/writer-lab';

const former: Tree = { 'a/rewritten': 'old', 'a/b/gone': 'old', file: 'old', 'directory/x/y': 'old' };
const next: Tree = { 'a/rewritten': 'new', 'c/d/added': 'new', 'file/now/directory': 'new', directory: 'new' };
const formerTree = outputOf(former);
const nextTree = outputOf(next);

function formerOutput(): string {
  const out = temporary();
  expect(write(out, quickOps, former)).toMatchObject({ ok: true });
  return out;
}

function write(out: string, ops: FileOps = quickOps, tree: Tree = next): WriteOutcome {
  return writeOutput({ out, files: filesOf(tree) }, labHost(1, ops));
}

const operations = (): number[] => everyCall((ops) => void write(formerOutput(), ops));

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
  function record(out: string): string[] {
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
    const steps = record(formerOutput());
    const after = (step: string, from = 0): number => {
      const index = steps.indexOf(step, from);
      if (index < 0) throw new Error(`no "${step}" after ${from} in\n${steps.join('\n')}`);
      return index;
    };
    const decision = after('rename .rackproof/journal.draft .rackproof/journal.json');
    for (const name of ['0', '1', '2', '3', 'inventory'])
      expect(after(`sync .rackproof/staging/${name}`)).toBeLessThan(decision);
    for (const place of ['.rackproof/staging', '.rackproof/journal.draft', '.'])
      expect(after(`sync ${place}`)).toBeLessThan(decision);
    expect(steps[decision + 1]).toBe('sync .rackproof');
    const firstMove = after('rename .rackproof/staging/0 a/rewritten');
    for (const gone of ['file', 'directory/x/y']) expect(after(`unlink ${gone}`)).toBeLessThan(firstMove);
    expect(after('sync .', decision)).toBeLessThan(firstMove);
    const inventory = after('rename .rackproof/staging/inventory inventory.json');
    for (const place of ['a', 'c', 'c/d', 'file', 'file/now', '.'])
      expect(after(`sync ${place}`, firstMove)).toBeLessThan(inventory);
    expect(after('sync a', after('rmdir a/b'))).toBeLessThan(inventory);
    expect(steps.slice(inventory + 1, inventory + 4)).toEqual([
      'sync .',
      'unlink .rackproof/journal.json',
      'sync .rackproof',
    ]);
  });

  it('the directories that are made for the target', () => {
    const base = temporary();
    const steps = record(join(base, 'new/dist'));
    for (const made of ['new/dist', 'new']) {
      const step = made === 'new/dist' ? 'mkdir .' : `mkdir ${base}/new`;
      const parent = made === 'new/dist' ? `${base}/new` : base;
      expect(steps.indexOf(`sync ${parent}`, steps.indexOf(step))).toBe(steps.indexOf(step) + 1);
    }
  });

  it('but not directories of a file system that knows no such thing', () => {
    const directories = new Set<number>();
    const ops: FileOps = {
      ...quickOps,
      openDirectory: (path) => {
        const file = quickOps.openDirectory(path);
        directories.add(file);
        return file;
      },
      sync: (file) => {
        if (directories.has(file))
          throw Object.assign(new Error('EINVAL'), { code: 'EINVAL', errno: -22, syscall: 'fsync' });
      },
      close: (file) => {
        directories.delete(file);
        quickOps.close(file);
      },
    };
    const out = formerOutput();
    expect(write(out, ops)).toMatchObject({ ok: true });
    expect(treeOf(out)).toEqual(nextTree);
  });
});

describe('fails: what is found before anything is staged', () => {
  it.each<[string, string, Tree]>([
    ['where files are to be put', 'a', { ...former, 'a/rewritten': 'new' }],
    ['where files are to be removed', 'a/b', { ...former, 'a/b/gone': '' }],
  ])('fails: a directory without permission, %s', (_, directory, tree) => {
    const out = formerOutput();
    const ops: FileOps = {
      ...quickOps,
      checkWritable: (path) => {
        if (path === join(out, directory)) throw systemError('EIO', 'access');
      },
    };
    const files = filesOf(tree).filter(({ content }) => content !== '');
    const outcome = writeOutput({ out, files }, labHost(1, ops));
    expect(outcome).toMatchObject({ ok: false, target: 'untouched', faults: [{ rule: 'writer/io', at: directory }] });
    expect(treeOf(out)).toEqual(formerTree);
  });

  it('fails: another file system below the target', () => {
    const out = formerOutput();
    const lstat: FileOps['lstat'] = (path) => {
      const entry = quickOps.lstat(path);
      return entry && path === join(out, 'a/b') ? { ...entry, device: entry.device + 1 } : entry;
    };
    expect(write(out, { ...quickOps, lstat })).toMatchObject({ ok: false, faults: [{ code: 'EXDEV', at: 'a/b' }] });
    expect(treeOf(out)).toEqual(formerTree);
  });

  it('fails: foreign files that come while the lock is taken', () => {
    const out = temporary();
    const ops = watchedOps((name) => {
      if (name === 'create') plant(out, { 'README.md': 'foreign' });
    });
    expect(write(out, ops)).toMatchObject({ ok: false, faults: [{ rule: 'writer/unadopted' }] });
    expect(treeOf(out)).toEqual({ 'README.md': 'foreign' });
  });
});

describe('what comes between the comparison and the change', () => {
  /** Runs, and lets somebody act right before the journal is put in place. */
  function disturbed(out: string, act: () => void, tree: Tree = next): WriteOutcome {
    const ops = watchedOps((name, args) => {
      if (name === 'rename' && String(args[1]).endsWith('journal.json')) act();
    });
    return write(out, ops, tree);
  }

  it.each<[string, Tree]>([
    ['written to', next],
    ['cleared', { directory: 'new' }],
  ])('fails: a directory of ours becomes a symlink: nothing where it leads is %s', (_, tree) => {
    const out = formerOutput();
    const outcome = disturbed(
      out,
      () => {
        fs.renameSync(join(out, 'a'), join(out, 'elsewhere'));
        plant(out, { a: '-> elsewhere' });
      },
      tree,
    );
    expect(outcome).toMatchObject({
      ok: false,
      target: 'unfinished',
      faults: [{ rule: 'writer/symlink-inside', at: 'a', got: 'a symlink to elsewhere' }],
    });
    expect(treeOf(join(out, 'elsewhere'))).toEqual({ rewritten: 'old', 'b/gone': 'old' });
    fs.unlinkSync(join(out, 'a'));
    fs.renameSync(join(out, 'elsewhere'), join(out, 'a'));
    expect(write(out, quickOps, tree)).toMatchObject({ ok: true, healed: true });
    expect(treeOf(out)).toEqual(outputOf(tree));
  });

  it.each<[string, Tree, string]>([
    ['a symlink', { c: '-> a' }, 'writer/symlink-inside'],
    ['a file', { c: 'foreign' }, 'writer/foreign-file'],
  ])('fails: %s comes where a directory is to be made', (_, tree, rule) => {
    const out = formerOutput();
    const outcome = disturbed(out, () => {
      plant(out, tree);
    });
    expect(outcome).toMatchObject({ ok: false, target: 'unfinished', faults: [{ rule, at: 'c' }] });
    expect(treeOf(out)).toMatchObject(tree);
    fs.unlinkSync(join(out, 'c'));
    expect(write(out)).toMatchObject({ ok: true, healed: true });
    expect(treeOf(out)).toEqual(nextTree);
  });

  it.each<[string, Tree, boolean]>([
    ['a directory', { 'c/d/': '' }, true],
    ['fails: a symlink', { 'c/d': '-> ../a' }, false],
  ])('%s comes into a directory that has just been made', (_, tree, ok) => {
    const out = formerOutput();
    const ops = watchedOps((name, args) => {
      if (name === 'mkdir' && args[0] === join(out, 'c/d')) plant(out, tree);
    });
    expect(write(out, ops)).toMatchObject(ok ? { ok } : { ok, faults: [{ rule: 'writer/symlink-inside', at: 'c/d' }] });
    if (ok) expect(treeOf(out)).toEqual(nextTree);
    else expect(treeOf(join(out, 'a'))).not.toHaveProperty('added');
  });

  it('fails: a file grows after it was looked at; it is not taken for the old one', () => {
    const out = formerOutput();
    const ops = watchedOps((name, args) => {
      if (name === 'readInto' && args[0] === join(out, 'file')) fs.appendFileSync(join(out, 'file'), 'more');
    });
    expect(write(out, ops, former)).toMatchObject({ ok: true, written: ['file'], edited: ['file'] });
    expect(treeOf(out)).toEqual(formerTree);
  });
});

describe('fails: names that the file system of the target does not take', () => {
  const refusing = (isRefused: (path: string) => boolean): FileOps => {
    const refuse = (path: unknown): void => {
      if (typeof path === 'string' && isRefused(path))
        throw Object.assign(new Error('long'), { code: 'ENAMETOOLONG', errno: -36, syscall: 'lstat', path });
    };
    return watchedOps((_, args) => {
      args.forEach(refuse);
    });
  };

  /** As file systems do: a name is only looked at once the directory is there that it would be in. */
  const isLongName = (path: string): boolean => basename(path).length > 143 && fs.existsSync(dirname(path));

  it.each<[string, Tree, (path: string) => boolean]>([
    ['a file', { [`new/${'x'.repeat(200)}`]: '' }, isLongName],
    ['a directory', { [`new/${'x'.repeat(200)}/y`]: '' }, isLongName],
    ['a path', { [`${'x/'.repeat(200)}y`]: '' }, (path) => path.length > 400],
  ])('fails: the name of %s, found before anything is written', (_, tree, isRefused) => {
    const out = formerOutput();
    const outcome = write(out, refusing(isRefused), { ...former, ...tree });
    expect(outcome).toMatchObject({ ok: false, target: 'untouched', faults: [{ code: 'ENAMETOOLONG' }] });
    expect(treeOf(out)).toEqual(formerTree);
  });
});

it('fails: what a staging directory that is a symlink leads to is kept', () => {
  const base = temporary();
  const out = join(base, 'out');
  plant(base, { 'victim/file': 'foreign', 'out/.rackproof/staging': '-> ../../victim' });
  const outcome = write(out);
  expect(outcome).toMatchObject({ faults: [{ rule: 'writer/symlink-inside', at: '.rackproof/staging' }] });
  expect(treeOf(join(base, 'victim'))).toEqual({ file: 'foreign' });
});

it('keeps what another hard link to a file of ours holds', () => {
  const out = formerOutput();
  const other = join(temporary(), 'link');
  fs.linkSync(join(out, 'a/rewritten'), other);
  expect(write(out)).toMatchObject({ ok: true });
  expect(fs.readFileSync(other, 'utf8')).toBe('old');
});

it('fails: no file is read through a symlink, made over another or taken for one that is not there', () => {
  const directory = temporary();
  plant(directory, { file: 'x', link: '-> file', 'folder/': '', loop: '-> folder' });
  expect(() => realFileOps.openDirectory(join(directory, 'loop'))).toThrow(/ENOTDIR|ELOOP/);
  expect(() => realFileOps.read(join(directory, 'link'))).toThrow(/ELOOP/);
  expect(() => realFileOps.readInto(join(directory, 'link'), Buffer.alloc(9), 1)).toThrow(/ELOOP/);
  expect(() => realFileOps.create(join(directory, 'file'))).toThrow(/EEXIST/);
  expect(() => realFileOps.create(join(directory, 'link'))).toThrow(/EEXIST/);
  expect(realFileOps.lstat(join(directory, 'link'))).toMatchObject({ kind: 'symlink' });
  expect(realFileOps.lstat(join(directory, 'file/x'))).toBeUndefined();
  expect(fs.readFileSync(join(directory, 'file'), 'utf8')).toBe('x');
});
