import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { plantForeign, plantPipe, plantSocket } from './lab/foreign';
import { story, type Story } from './lab/judge';
import { Lab, testUnless, userTest } from './lab/lab';
import { AS_NOBODY, noMounts } from './lab/namespace';
import { NOTHING, version } from './lab/outputs';
import { snapshotOf } from './lab/snapshot';
import { expectSound, expectSurvived } from './lab/survival';
import type { Target } from './lab/target';

const lab = new Lab();
afterAll(() => {
  lab.remove();
});

const old = lab.output('old', { 'a/one': 'old', 'b/two': 'old', 'c/three': 'old' });
const next = lab.output('next', { 'a/one': 'new', 'a/four': 'new', 'b/two': 'new', 'd/five': 'new' });

/** What is in a target now and is not of an output is of others. */
function foreignIn(target: Target, ours: Story['before']): Story['foreign'] {
  const isOurs = (path: string): boolean => Object.keys(ours.whole).some((own) => `${own}/`.startsWith(`${path}/`));
  return new Map([...snapshotOf(target.out)].filter(([path]) => !isOurs(path)));
}

function plantFile(place: string): void {
  fs.writeFileSync(place, 'mine');
}

function plantDirectory(place: string): void {
  fs.mkdirSync(place);
  plantFile(join(place, 'x'));
}

function plantEmptyDirectory(place: string): void {
  fs.mkdirSync(place);
}

function plantLink(place: string): void {
  fs.symlinkSync('one', place);
}

describe('a symlink', () => {
  it('fails: for the target; nothing is written through it', async () => {
    const target = lab.target();
    const real = lab.folder();
    fs.symlinkSync(real, target.out);
    for (const adopt of [false, true]) {
      expect(await target.run(old, { adopt })).toMatchObject({
        ok: false,
        faults: [{ rule: 'writer/symlinked-target', got: `a symlink to ${real}` }],
      });
    }
    expect(fs.readdirSync(real)).toEqual([]);
  });

  it('above the target is followed once', async () => {
    const folder = lab.folder();
    fs.symlinkSync(lab.folder(), join(folder, 'link'));
    const target = lab.targetAt(join(folder, 'link/out'));
    await expectSurvived(target, story(NOTHING, old));
    await expectSurvived(target, story(old, next));
  });

  it.each(['a', 'a/one', 'd', 'inventory.json', '.rackproof'])(
    'fails: at %s below the target, before a run; nothing is written through it',
    async (path) => {
      const target = lab.target();
      await target.run(old);
      const [place, elsewhere] = [join(target.out, path), join(lab.folder(), 'elsewhere')];
      if (fs.existsSync(place)) fs.renameSync(place, elsewhere);
      else fs.mkdirSync(elsewhere);
      fs.symlinkSync(elsewhere, place);
      const before = snapshotOf(dirname(elsewhere));
      const outcome = await target.run(next);
      expect(outcome).toMatchObject({
        ok: false,
        target: 'untouched',
        faults: [{ rule: 'writer/symlink-inside', at: path }],
      });
      expect(snapshotOf(dirname(elsewhere))).toEqual(before);
      fs.unlinkSync(place);
      if (path in old.whole || path === 'a') fs.renameSync(elsewhere, place);
      await expectSurvived(target, story(old, next), { outcome });
    },
  );

  it.each(['a', 'd'])(
    'fails: for the directory %s, while a run is under way; nothing is written through it',
    async (path) => {
      const target = lab.target();
      await target.run(old);
      const [place, elsewhere] = [join(target.out, path), join(lab.folder(), 'elsewhere')];
      const run = target.start(next, { hold: 'create .rackproof/staging/0' });
      await run.held;
      if (fs.existsSync(place)) fs.renameSync(place, elsewhere);
      else fs.mkdirSync(elsewhere);
      fs.symlinkSync(elsewhere, place);
      const before = snapshotOf(dirname(elsewhere));
      run.goOn();
      const outcome = await run.ended;
      expect(outcome).toMatchObject({
        ok: false,
        target: 'unfinished',
        faults: [{ rule: 'writer/symlink-inside', at: path }],
      });
      expect(snapshotOf(dirname(elsewhere))).toEqual(before);
      fs.unlinkSync(place);
      if (path === 'a') fs.renameSync(elsewhere, place);
      await expectSurvived(target, story(old, next), { outcome });
    },
  );

  it('fails: for a file, while a run is under way: the link and what it leads to stay', async () => {
    const target = lab.target();
    await target.run(old);
    const [place, elsewhere] = [join(target.out, 'a/one'), join(lab.folder(), 'elsewhere')];
    fs.writeFileSync(elsewhere, 'mine');
    const run = target.start(next, { hold: 'create .rackproof/staging/0' });
    await run.held;
    fs.unlinkSync(place);
    fs.symlinkSync(elsewhere, place);
    run.goOn();
    const outcome = await run.ended;
    expect(outcome).toMatchObject({
      ok: false,
      target: 'unfinished',
      faults: [{ rule: 'writer/symlink-inside', at: 'a/one' }],
    });
    expect(fs.readlinkSync(place)).toBe(elsewhere);
    expect(fs.readFileSync(elsewhere, 'utf8')).toBe('mine');
    fs.unlinkSync(place);
    await expectSurvived(target, story(old, next), { outcome });
  });
});

describe('what others have put into the target', () => {
  it('stays, whatever its kind, through a first run that adopts, changes, and a run that is ended', async () => {
    const target = lab.target();
    fs.mkdirSync(target.out);
    const foreign = plantForeign(target.out);
    const [a, b] = ['a', 'b'].map((name) => lab.output(name, version(name, 20)));
    const first = { before: NOTHING, since: [a!], foreign };
    const refused = await target.run(a!);
    expect(refused).toMatchObject({ ok: false, target: 'untouched', faults: [{ rule: 'writer/unadopted' }] });
    expectSound(target, { ...first, since: [] }, { outcome: refused });
    const run = target.start(a!, { adopt: true, hold: 'rename large.yaml' });
    await run.held;
    run.process.kill('SIGKILL');
    await run.ended;
    expect(await expectSurvived(target, first, { adopt: true })).toBe('partly');
    await expectSurvived(target, { before: a!, since: [b!], foreign });
    await expectSurvived(target, { before: b!, since: [a!], foreign });
  });

  it.each<[string, (place: string) => void]>([
    ['a file', plantFile],
    ['a directory with a file in it', plantDirectory],
    ['a pipe', plantPipe],
    ['a socket', plantSocket],
    ['a symlink', plantLink],
  ])('fails: %s where a new file belongs; it stays, until it is moved away', async (_what, plant) => {
    const target = lab.target();
    await target.run(old);
    plant(join(target.out, 'a/four'));
    const foreign = foreignIn(target, old);
    const outcome = await target.run(next);
    expect(outcome).toMatchObject({ ok: false, target: 'untouched', faults: [{ at: 'a/four' }] });
    expectSound(target, { before: old, since: [next], foreign }, { outcome });
    fs.rmSync(join(target.out, 'a/four'), { recursive: true });
    await expectSurvived(target, story(old, next), { outcome });
  });

  it.each<[string, (place: string) => void]>([
    ['pipe', plantPipe],
    ['directory', plantDirectory],
    ['directory without anything in it', plantEmptyDirectory],
  ])('fails: a %s in the place of a file of ours', async (_what, plant) => {
    const target = lab.target();
    await target.run(old);
    fs.unlinkSync(join(target.out, 'c/three'));
    plant(join(target.out, 'c/three'));
    const outcome = await target.run(next);
    expect(outcome).toMatchObject({
      ok: false,
      target: 'untouched',
      faults: [{ rule: 'writer/foreign-file', at: 'c/three' }],
    });
    fs.rmSync(join(target.out, 'c/three'), { recursive: true });
    await target.run(old);
    await expectSurvived(target, story(old, next), { outcome });
  });

  userTest('stays where the user cannot read it', async () => {
    const target = lab.target();
    fs.mkdirSync(target.out);
    fs.chownSync(target.out, 65534, 65534);
    for (const [path, mode] of [
      ['secret', 0o000],
      ['.git', 0o700],
    ] as const) {
      if (path === '.git') fs.mkdirSync(join(target.out, path));
      else fs.writeFileSync(join(target.out, path), 'mine');
      fs.chmodSync(join(target.out, path), mode);
    }
    const foreign = snapshotOf(target.out);
    const outcome = await target.run(old, { through: AS_NOBODY, adopt: true });
    expect(outcome).toMatchObject({ ok: true });
    expectSound(target, { before: NOTHING, since: [old], foreign }, { outcome });
    await expectSurvived(target, { before: old, since: [next], foreign });
  });
});

describe('names that change their case', () => {
  const upper = lab.output('upper', { 'x/Name.yaml': 'same', 'Dir/file': 'upper', 'y/plain': 'upper' });
  const lower = lab.output('lower', { 'x/name.yaml': 'same', 'dir/file': 'lower', 'y/plain': 'lower' });

  it('are two names where the file system tells them apart; a foreign one stays', async () => {
    const target = lab.target();
    await target.run(upper);
    fs.writeFileSync(join(target.out, 'x/NAME.yaml'), 'mine');
    const foreign = foreignIn(target, upper);
    await expectSurvived(target, { before: upper, since: [lower], foreign });
  });

  const NTFS = 'truncate -s 16M $image; mkntfs -q -F -Q $image; lowntfs-3g -o ignore_case $image $mount';
  const noNtfs =
    noMounts ||
    (spawnSync('sh', ['-c', 'test -e /dev/fuse && command -v mkntfs lowntfs-3g']).status === 0
      ? ''
      : 'ntfs-3g is missing');
  testUnless(
    noNtfs,
    'are one where it does not: nothing is lost, also by a run that is ended at any point',
    async () => {
      const namespace = await lab.namespace();
      const [mount, image] = [lab.folder(), join(lab.folder(), 'image')];
      namespace.sh(`image=${image}; mount=${mount}; { ${NTFS}; } 2>/dev/null`);
      try {
        const target = lab.targetAt(`${mount}/out`, namespace);
        await target.run(upper);
        const tale = (before: Story['before'], after: Story['before']): Story => ({
          ...story(before, after),
          isCaseBlind: true,
        });
        await expectSurvived(target, tale(upper, lower));
        for (const hold of [
          'rename .rackproof/journal.json',
          'mkdir Dir',
          'rename x/Name.yaml',
          'rename inventory.json',
        ]) {
          await target.run(lower);
          const run = target.start(upper, { hold });
          await run.held;
          run.process.kill('SIGKILL');
          await run.ended;
          await expectSurvived(target, tale(lower, upper));
        }
      } finally {
        namespace.sh(`umount ${mount}`);
      }
    },
  );
});
