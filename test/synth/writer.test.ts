import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { readInventory, verifyOutput, writeOutput, type WriteOutcome, type WriterFault } from '../../synth/writer';
import { caseBlindOps } from './fixtures/faulty-ops';
import { filesOf, labHost, outputOf, plant, temporary, treeOf, type Tree } from './fixtures/writer-lab';

const host = labHost();

function write(out: string, tree: Tree, adopt = false): WriteOutcome {
  return writeOutput({ out, files: filesOf(tree), adopt }, host);
}

/** The faults of a run that must stop and leave the target as it was. */
function refusal(out: string, tree: Tree, adopt = false): readonly WriterFault[] {
  const before = treeOf(out);
  const outcome = write(out, tree, adopt);
  expect(treeOf(out)).toEqual(before);
  if (outcome.ok) throw new Error('written');
  expect(outcome.target).toBe('untouched');
  return outcome.faults;
}

const output: Tree = { 'a/b/one.yaml': 'one\n', 'a/two.yaml': 'two\n', 'three.json': '{}\n' };

/** A directory that holds {@link output}. */
function written(tree: Tree = output): string {
  const out = temporary();
  expect(write(out, tree)).toMatchObject({ ok: true });
  return out;
}

describe('an output', () => {
  it('is written with an inventory, into a directory that is made for it', () => {
    const out = join(temporary(), 'new', 'dist');
    expect(write(out, output)).toEqual({
      ok: true,
      written: ['a/b/one.yaml', 'a/two.yaml', 'inventory.json', 'three.json'],
      unchanged: 0,
      removed: [],
      edited: [],
      healed: false,
    });
    expect(treeOf(out)).toEqual(outputOf(output));
  });

  it('is not written again: nothing is touched, the times of directories included', () => {
    const out = written();
    const past = new Date(1_000_000_000_000);
    const places = ['', 'a', 'a/b', 'a/b/one.yaml', 'inventory.json'].map((path) => join(out, path));
    for (const place of places) fs.utimesSync(place, past, past);
    expect(write(out, output)).toEqual({ ok: true, written: [], unchanged: 4, removed: [], edited: [], healed: false });
    for (const place of places) expect(fs.statSync(place).mtime).toEqual(past);
  });

  it('is written where it differs, byte by byte; what it no longer holds is removed with its directories', () => {
    const out = written();
    plant(out, { 'a/mine.txt': 'foreign' });
    const inode = fs.statSync(join(out, 'a/two.yaml')).ino;
    const next = { 'a/two.yaml': 'two\n', 'c/d/four.yaml': 'four\n', 'three.json': '[]\n' };
    expect(write(out, next)).toEqual({
      ok: true,
      written: ['c/d/four.yaml', 'inventory.json', 'three.json'],
      unchanged: 1,
      removed: ['a/b/one.yaml'],
      edited: [],
      healed: false,
    });
    expect(treeOf(out)).toEqual({ ...outputOf(next), 'a/mine.txt': 'foreign' });
    expect(fs.statSync(join(out, 'a/two.yaml')).ino).toBe(inode);
  });

  it('takes the place of what was edited or lost, and counts only what it removed', () => {
    const out = written();
    plant(out, { 'a/two.yaml': 'edited' });
    fs.rmSync(join(out, 'a/b'), { recursive: true });
    expect(write(out, output)).toMatchObject({
      written: ['a/b/one.yaml', 'a/two.yaml'],
      unchanged: 2,
      edited: ['a/two.yaml'],
    });
    fs.rmSync(join(out, 'three.json'));
    plant(out, { 'a/b/one.yaml': 'edited' });
    expect(write(out, { 'a/two.yaml': 'two\n' })).toMatchObject({
      removed: ['a/b/one.yaml'],
      edited: ['a/b/one.yaml'],
      written: ['inventory.json'],
    });
    expect(treeOf(out)).toEqual(outputOf({ 'a/two.yaml': 'two\n' }));
    fs.rmSync(join(out, 'a/two.yaml'));
    expect(write(out, {})).toMatchObject({ removed: [], written: ['inventory.json'] });
    expect(treeOf(out)).toEqual(outputOf({}));
  });

  it('may turn files into directories and directories into files', () => {
    const out = written({ a: 'file', 'b/c/d': 'deep', 'b/e': 'e' });
    const next = { 'a/x/y': 'deep', b: 'file' };
    expect(write(out, next)).toMatchObject({ ok: true, removed: ['a', 'b/c/d', 'b/e'] });
    expect(treeOf(out)).toEqual(outputOf(next));
  });

  it('holds bytes as they are, empty files, and constructs by path in the inventory', () => {
    const out = temporary();
    const files = [
      { path: 'z', content: '' },
      { path: 'bin', content: Uint8Array.of(0, 255, 10), object: 'homelab/databases/pg-main' },
    ];
    expect(writeOutput({ out, files }, host)).toMatchObject({ ok: true });
    expect([...fs.readFileSync(join(out, 'bin'))]).toEqual([0, 255, 10]);
    const outcome = readInventory(out, host);
    expect(outcome.ok && outcome.inventory?.files.map(({ path, object }) => [path, object])).toEqual([
      ['bin', 'homelab/databases/pg-main'],
      ['z', undefined],
    ]);
  });

  it('is hashed, compared and listed as it is written: long, with any characters, in any order of keys', () => {
    const out = temporary();
    const text = 'text of \u00e4, \u4e16, \u{1f600} and half a pair \ud800\n'.repeat(10_000);
    const files = [{ object: 'site/long', content: text, path: 'long' }];
    expect(writeOutput({ out, files, owner: 'home' }, host)).toMatchObject({ ok: true });
    const bytes = Buffer.from(text);
    expect(fs.readFileSync(join(out, 'long')).equals(bytes)).toBe(true);
    const entry = { path: 'long', sha256: createHash('sha256').update(bytes).digest('hex'), object: 'site/long' };
    const inventory = { version: 1, site: 'home', files: [entry] };
    expect(treeOf(out)['inventory.json']).toBe(`${JSON.stringify(inventory, undefined, 2)}\n`);
    expect(writeOutput({ out, files, owner: 'home' }, host)).toMatchObject({ ok: true, written: [] });
    fs.writeFileSync(join(out, 'long'), Buffer.concat([bytes.subarray(0, -1), Buffer.from(' ')]));
    expect(writeOutput({ out, files, owner: 'home' }, host)).toMatchObject({ ok: true, edited: ['long'] });
    expect(fs.readFileSync(join(out, 'long')).equals(bytes)).toBe(true);
  });

  it('may be empty', () => {
    const out = written();
    expect(write(out, {})).toMatchObject({ ok: true, removed: ['a/b/one.yaml', 'a/two.yaml', 'three.json'] });
    expect(treeOf(out)).toEqual(outputOf({}));
  });

  it('may be written through a symlink above the target', () => {
    const base = temporary();
    plant(base, { 'real/': '', link: '-> real' });
    expect(write(join(base, 'link/dist'), output)).toMatchObject({ ok: true });
    expect(treeOf(join(base, 'real/dist'))).toEqual(outputOf(output));
  });
});

describe('names that differ by case only, on a file system that does not tell them apart', () => {
  it('are one file, which is not lost', () => {
    const out = temporary();
    const blind = labHost(1, caseBlindOps(out));
    const former = { 'Apps/One.yaml': 'same', 'Apps/two.yaml': 'old', 'B.yaml': 'same' };
    const next = { 'apps/one.yaml': 'same', 'apps/two.yaml': 'new', 'b.yaml': 'same' };
    expect(writeOutput({ out, files: filesOf(former) }, blind)).toMatchObject({ ok: true });
    expect(writeOutput({ out, files: filesOf(next) }, blind)).toMatchObject({ ok: true, unchanged: 0 });
    expect(treeOf(out)).toEqual(outputOf(next));
  });

  it('are two files elsewhere, of which the foreign one is kept', () => {
    const out = written({ 'A.yaml': 'ours' });
    plant(out, { 'a.yaml': 'foreign' });
    expect(refusal(out, { 'a.yaml': 'new' })).toMatchObject([{ rule: 'writer/foreign-file', at: 'a.yaml' }]);
  });
});

describe('fails: a target that must not be written', () => {
  it.each<[string, (base: string) => string, string, RegExp]>([
    ['the root of the file system', () => '/', 'writer/refused-target', /root/],
    ['a home', (base) => base, 'writer/refused-target', /home/],
    ['a directory that holds a home', (base) => join(base, '..'), 'writer/refused-target', /holds homes/],
    ['the home of somebody else', () => '/home/nobody-we-know', 'writer/refused-target', /home/],
    ['where homes are', () => '/home', 'writer/refused-target', /homes/],
    ['a file', (base) => join(base, 'file'), 'writer/refused-target', /a file/],
    ['a path through a file', (base) => join(base, 'file/a/b'), 'writer/refused-target', /through the file/],
    ["Git's own directory", (base) => join(base, '.git/dist'), 'writer/refused-target', /inside \.git/],
    ['no path', () => '', 'writer/refused-target', /no path/],
    ['a path with NUL', () => 'a\0b', 'writer/refused-target', /no path/],
    ['a symlink', (base) => join(base, 'link'), 'writer/symlinked-target', /symlink to elsewhere$/],
    [
      'a symlink that leads nowhere',
      (base) => join(base, 'dangling'),
      'writer/symlinked-target',
      /symlink to nowhere$/,
    ],
  ])('fails: %s', (_, place, rule, got) => {
    const base = temporary();
    plant(base, { file: 'x', 'elsewhere/': '', link: '-> elsewhere', dangling: '-> nowhere' });
    const out = place(base);
    const outcome = writeOutput({ out, files: filesOf(output), adopt: true }, { ...host, homes: [base] });
    expect(outcome).toMatchObject({
      ok: false,
      target: 'untouched',
      faults: [{ rule, got: expect.stringMatching(got) as string }],
    });
    expect(treeOf(base)).toEqual({ file: 'x', 'elsewhere/': '', link: '-> elsewhere', dangling: '-> nowhere' });
  });

  it('fails: a home by its real path', () => {
    const base = temporary();
    plant(base, { 'real/': '', home: '-> real' });
    const outcome = writeOutput({ out: join(base, 'real'), files: [] }, { ...host, homes: [join(base, 'home')] });
    expect(outcome).toMatchObject({ faults: [{ rule: 'writer/refused-target' }] });
  });

  it.each(['README.md', '.git/HEAD', 'empty/'])('fails: %s in it and no inventory; with adopt it is kept', (path) => {
    const out = temporary();
    plant(out, { [path]: '' });
    expect(refusal(out, output)).toMatchObject([{ rule: 'writer/unadopted', at: out }]);
    expect(write(out, output, true)).toMatchObject({ ok: true });
    expect(treeOf(out)).toEqual({ ...outputOf(output), [path]: '' });
    expect(write(out, output)).toMatchObject({ ok: true, written: [] });
  });
});

describe('fails: a thing of others in the way', () => {
  it.each<[string, Tree, Tree, readonly [WriterFault['rule'], string]]>([
    ['a foreign file', { 'new.yaml': 'foreign' }, { 'new.yaml': 'ours' }, ['writer/foreign-file', 'new.yaml']],
    ['a file where a directory is needed', { n: 'foreign' }, { 'n/m': 'ours' }, ['writer/foreign-file', 'n']],
    ['a directory with foreign files', { 'n/m': 'foreign' }, { n: 'ours' }, ['writer/foreign-file', 'n']],
    ['a directory, though empty', { 'n/': '' }, { n: 'ours' }, ['writer/foreign-file', 'n']],
    ['a foreign file in our directory', { 'a/mine': 'foreign' }, { a: 'ours' }, ['writer/foreign-file', 'a']],
    ['an empty directory in our directory', { 'a/b/c/': '' }, { a: 'ours' }, ['writer/foreign-file', 'a']],
    ['a symlink to a file', { 'n.yaml': '-> /etc/passwd' }, { 'n.yaml': 'ours' }, ['writer/symlink-inside', 'n.yaml']],
    ['a symlink to a directory', { 'n/': '', l: '-> n' }, { 'l/m': 'ours' }, ['writer/symlink-inside', 'l']],
    ['a symlink to nothing', { l: '-> nothing' }, { l: 'ours' }, ['writer/symlink-inside', 'l']],
    [
      'a symlink for the work directory',
      { 'n/': '', '.rackproof': '-> n' },
      {},
      ['writer/symlink-inside', '.rackproof'],
    ],
    ['a file for the work directory', { '.rackproof': 'x' }, {}, ['writer/foreign-file', '.rackproof']],
  ])('fails: %s', (_, foreign, tree, [rule, at]) => {
    const out = written();
    plant(out, foreign);
    expect(refusal(out, tree, true)).toMatchObject([{ rule, at }]);
  });

  it.each<[string, string, WriterFault['rule']]>([
    ['-> /etc/passwd', 'three.json', 'writer/symlink-inside'],
    ['', 'three.json/', 'writer/foreign-file'],
  ])('fails: a file of ours that was replaced (%j)', (content, path, rule) => {
    for (const tree of [output, { 'a/two.yaml': 'two\n' }]) {
      const out = written();
      fs.rmSync(join(out, 'three.json'));
      plant(out, { [path]: content });
      expect(refusal(out, tree)).toMatchObject([{ rule, at: 'three.json' }]);
    }
  });

  it('fails: a directory of ours that was replaced by a symlink, also when it is only to be cleared', () => {
    const out = written();
    fs.renameSync(join(out, 'a'), join(out, 'moved'));
    plant(out, { a: '-> moved' });
    expect(refusal(out, {})).toMatchObject([{ rule: 'writer/symlink-inside', at: 'a', got: 'a symlink to moved' }]);
  });

  it('tells all of them together', () => {
    const out = written();
    plant(out, { n: 'foreign', m: 'foreign', l: '-> n' });
    const faults = refusal(out, { ...output, n: '1', m: '2', l: '3' });
    expect(faults.map(({ at }) => at).sort()).toEqual(['l', 'm', 'n']);
  });

  it('takes over a foreign file with the same bytes', () => {
    const out = written();
    plant(out, { 'new.yaml': 'same' });
    expect(write(out, { ...output, 'new.yaml': 'same' })).toMatchObject({ written: ['inventory.json'], unchanged: 4 });
    expect(write(out, output)).toMatchObject({ removed: ['new.yaml'] });
  });
});

describe('fails: an inventory that is broken or not ours', () => {
  const entry = { path: 'a', sha256: '0'.repeat(64) };
  it.each<[string, string]>([
    ['not JSON', '<<<<<<< HEAD\n'],
    ['cut off', '{"version": 1, "files": ['],
    ['of another program', '{"all": {"hosts": {}}}'],
    ['a list', '[]'],
    ['a later version', '{"version": 2, "files": []}'],
    ['an entry without a hash', '{"version": 1, "files": [{"path": "a"}]}'],
    ['a path out of the target', JSON.stringify({ version: 1, files: [{ ...entry, path: '../../etc/passwd' }] })],
    ['an absolute path', JSON.stringify({ version: 1, files: [{ ...entry, path: '/etc/passwd' }] })],
    ['a path listed twice', JSON.stringify({ version: 1, files: [entry, entry] })],
    ['a site that is no name', '{"version": 1, "site": 1, "files": []}'],
    ['itself', JSON.stringify({ version: 1, files: [{ ...entry, path: 'inventory.json' }] })],
  ])('fails: %s', (_, text) => {
    const out = temporary();
    plant(out, { a: 'x', 'inventory.json': text });
    expect(refusal(out, output, true)).toMatchObject([{ rule: 'writer/broken-inventory', at: 'inventory.json' }]);
    expect(readInventory(out, host)).toMatchObject({ ok: false, faults: [{ rule: 'writer/broken-inventory' }] });
    expect(verifyOutput(out, host)).toMatchObject({ ok: false });
  });

  it('fails: a directory or symlink for the inventory', () => {
    const out = temporary();
    plant(out, { 'inventory.json/': '' });
    expect(refusal(out, output, true)).toMatchObject([{ rule: 'writer/broken-inventory' }]);
    fs.rmdirSync(join(out, 'inventory.json'));
    plant(out, { 'inventory.json': '-> elsewhere' });
    expect(refusal(out, output, true)).toMatchObject([{ rule: 'writer/symlink-inside', at: 'inventory.json' }]);
  });
});

describe('fails: a path that not every system can check out', () => {
  it.each<[string, readonly string[]]>([
    ['is absolute', ['/etc/passwd']],
    ['has an empty segment', ['', 'a//b', 'a/']],
    ['has a segment of dots', ['..', 'a/../b', '.', './a']],
    ['has a backslash', ['a\\b']],
    ['has a control character', ['a\0b', 'a\nb', 'a\u007f']],
    ['has a character that Windows refuses', ['a:b', 'c?', 'a|b']],
    ['is not valid Unicode', ['a\ud800']],
    ['has a segment that ends with a dot or blank', ['a./b', 'a ']],
    ['has the name of a Windows device', ['CON', 'a/nul.txt/b', 'com1.tar.gz', 'lpt9', 'PRN', 'aux.yaml']],
    ["goes into Git's own directory", ['.git/hooks/pre-commit', 'a/.GIT/config']],
    [
      'is kept for the writer',
      ['inventory.json', 'Inventory.JSON', 'inventory.json/x.yaml', '.rackproof/x', '.Rackproof'],
    ],
    ['has a segment of more than 255 bytes', ['x'.repeat(256), `a/${'ä'.repeat(128)}`]],
    ['is longer than 3072 bytes', ['abcdefg/'.repeat(400) + 'x']],
  ])('fails: %s', (problem, paths) => {
    const out = written();
    for (const path of paths) {
      const [fault] = refusal(out, { [path]: 'x' });
      expect(fault).toMatchObject({ rule: 'writer/unsafe-path', got: `a path that ${problem}` });
      expect(fault?.at).toMatch(/^[ -~]+$/);
    }
  });

  it.each<[string, readonly string[]]>([
    ['the same path twice', ['a', 'a']],
    ['a path in another case', ['a/One', 'a/one']],
    ['a directory in another case', ['A/one', 'a/two']],
    ['another composition of the same letters', ['\u00e4', 'a\u0308']],
    ['a file that is also a directory', ['a', 'a/b']],
    ['a directory that is also a file', ['a/b', 'a']],
    ['a file that is a directory in another case', ['a/b', 'A']],
  ])('fails: %s', (_, paths) => {
    const out = temporary();
    const outcome = writeOutput({ out, files: paths.map((path) => ({ path, content: 'x' })) }, host);
    expect(outcome).toMatchObject({ ok: false, faults: [{ rule: 'writer/unsafe-path' }] });
  });

  it('accepts names that only look like those', () => {
    const tree = {
      'con_.yaml': '',
      'a/console': '',
      'nulls.txt': '',
      'a/inventory.json': '',
      '.gitignore': '',
      'x..y': '',
      ['x'.repeat(255)]: '',
      'ä b@c': '',
    };
    expect(treeOf(written(tree))).toEqual(outputOf(tree));
  });
});

describe('verifyOutput', () => {
  it('names every listed file that is missing, edited or replaced', () => {
    const out = written();
    expect(verifyOutput(out, host)).toEqual({ ok: true, files: 3, differing: [], unfinished: false });
    fs.rmSync(join(out, 'a/b/one.yaml'));
    plant(out, { 'a/two.yaml': 'two\r\n', foreign: 'x' });
    fs.rmSync(join(out, 'three.json'));
    plant(out, { 'three.json': '-> /etc/passwd', '.rackproof/journal.json': '{}' });
    const differing = ['a/b/one.yaml', 'a/two.yaml', 'three.json'];
    expect(verifyOutput(out, host)).toEqual({ ok: true, files: 3, differing, unfinished: true });
  });

  it('tells where nothing of ours is', () => {
    const out = temporary();
    expect(verifyOutput(out, host)).toEqual({ ok: true, files: undefined, differing: [], unfinished: false });
    expect(readInventory(join(out, 'none'), host)).toEqual({ ok: true, inventory: undefined });
    expect(verifyOutput('/', host)).toMatchObject({ ok: false, faults: [{ rule: 'writer/refused-target' }] });
  });
});
