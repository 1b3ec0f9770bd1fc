import * as fs from 'node:fs';
import { join } from 'node:path';
import { AS_NOBODY } from './lab/namespace';
import { Lab, mountTest, userTest } from './lab/lab';
import { story } from './lab/judge';
import { NOTHING } from './lab/outputs';
import { expectSound, expectSurvived } from './lab/survival';

const lab = new Lab();
afterAll(() => {
  lab.remove();
});

const old = lab.output('old', { 'a/one': 'old', 'b/two': 'old', 'c/three': 'old' });
const next = lab.output('next', { 'a/one': 'new', 'a/four': 'new', 'b/two': 'new', 'd/five': 'new' });
const both = story(old, next);

/** A run that stopped because of an error of the system, and says in which state that leaves the target. */
function stoppedBy(code: string, target = 'untouched', at: unknown = expect.anything()): object {
  const got = expect.stringMatching(STATES[target]!) as string;
  const fault: unknown = expect.objectContaining({ rule: 'writer/io', code, at, got });
  return { ok: false, target, faults: expect.arrayContaining([fault]) as unknown };
}

const STATES: Readonly<Record<string, RegExp>> = {
  untouched: /; the output is as it was$/,
  unfinished: /; every file is whole, and the next run completes the change$/,
  complete: /; the new output is in place, and the next run clears up$/,
};

/** Moments of a run at which what it may do is taken from it, and where that leaves the target. */
const MOMENTS: readonly (readonly [hold: string, state: string])[] = [
  ['list .rackproof', 'untouched'],
  ['create .rackproof/staging/0', 'untouched'],
  ['create .rackproof/journal.draft', 'untouched'],
  ['rename .rackproof/journal.json', 'untouched'],
  ['mkdir d', 'unfinished'],
  ['rename a/one', 'unfinished'],
  ['rename inventory.json', 'unfinished'],
  ['unlink .rackproof/journal.json', 'complete'],
];

describe('a file system that is read-only', () => {
  mountTest('fails: from the start; but an output that is there already is fine', async () => {
    const namespace = await lab.namespace();
    const mount = lab.folder();
    const target = lab.targetAt(`${mount}/out`, namespace);
    await target.run(old);
    namespace.sh(`mount --bind ${mount} ${mount}; mount -o remount,bind,ro ${mount}`);
    const outcome = await target.run(next);
    expect(outcome).toMatchObject(stoppedBy('EROFS'));
    expectSound(target, both, { outcome });
    expect(await target.run(old)).toMatchObject({ ok: true, written: [] });
    expect(await lab.targetAt(`${mount}/other`, namespace).run(old)).toMatchObject(stoppedBy('EROFS'));
    namespace.sh(`umount ${mount}`);
    await expectSurvived(target, both, { outcome });
  });

  for (const [hold, state] of MOMENTS) {
    mountTest(`fails: from when a run is about to ${hold}`, async () => {
      const namespace = await lab.namespace();
      const mount = lab.folder();
      namespace.sh(`mount -t tmpfs tmpfs ${mount}`);
      const target = lab.targetAt(`${mount}/out`, namespace);
      await target.run(old);
      const run = target.start(next, { hold });
      await run.held;
      namespace.sh(`mount -o remount,ro ${mount}`);
      run.goOn();
      const outcome = await run.ended;
      expect(outcome).toMatchObject(stoppedBy('EROFS', state));
      expectSound(target, both, { outcome, isUntidy: true });
      namespace.sh(`mount -o remount,rw ${mount}`);
      await expectSurvived(target, both, { outcome, isUntidy: true });
    });
  }
});

describe('a user without permission', () => {
  userTest('fails: on the target, or on a directory below it; what is not to be changed needs none', async () => {
    const target = lab.target();
    await target.run(old);
    const asNobody = { through: AS_NOBODY };
    expect(await target.run(next, asNobody)).toMatchObject(stoppedBy('EACCES'));
    for (const place of ['', 'a', 'c']) fs.chownSync(join(target.out, place), 65534, 65534);
    const outcome = await target.run(next, asNobody);
    expect(outcome).toMatchObject(stoppedBy('EACCES', 'untouched', 'b'));
    expect(await target.run(old, asNobody)).toMatchObject({ ok: true, written: [] });
    await expectSurvived(target, both, { outcome });
  });

  userTest('fails: that cannot read a file of ours, or the inventory', async () => {
    for (const place of ['a/one', 'inventory.json']) {
      const target = lab.target();
      await target.run(old);
      fs.chmodSync(join(target.out, place), 0);
      const outcome = await target.run(next, { through: AS_NOBODY });
      expect(outcome).toMatchObject({ ok: false, target: 'untouched', faults: [{ code: 'EACCES' }] });
      await expectSurvived(target, both, { outcome });
    }
  });

  for (const [hold, state] of MOMENTS) {
    userTest(`fails: that loses it, on everything, when a run is about to ${hold}`, async () => {
      const target = lab.target();
      await target.run(old);
      const places = ['', 'a', 'b', 'c', 'd', '.rackproof', '.rackproof/staging'].map((at) => join(target.out, at));
      const each = (change: (place: string) => void): void => {
        places.filter((place) => fs.existsSync(place)).forEach(change);
      };
      each((place) => {
        fs.chownSync(place, 65534, 65534);
      });
      const run = target.start(next, { hold, through: AS_NOBODY });
      await run.held;
      each((place) => {
        fs.chmodSync(place, 0o555);
      });
      run.goOn();
      const outcome = await run.ended;
      expect(outcome).toMatchObject(stoppedBy('EACCES', state));
      expectSound(target, both, { outcome, isUntidy: true });
      each((place) => {
        fs.chmodSync(place, 0o755);
      });
      await expectSurvived(target, both, { outcome, isUntidy: true });
    });
  }

  userTest('fails: that loses it on one directory between the comparison and the change', async () => {
    const target = lab.target();
    await target.run(old);
    for (const place of ['', 'a', 'b', 'c']) fs.chownSync(join(target.out, place), 65534, 65534);
    const run = target.start(next, { hold: 'create .rackproof/staging/0', through: AS_NOBODY });
    await run.held;
    fs.chmodSync(join(target.out, 'b'), 0o555);
    run.goOn();
    const outcome = await run.ended;
    expect(outcome).toMatchObject(stoppedBy('EACCES', 'unfinished', 'b/two'));
    expect(expectSound(target, both, { outcome }).phase).toBe('partly');
    fs.chmodSync(join(target.out, 'b'), 0o755);
    await expectSurvived(target, both, { outcome });
  });
});

describe('mounts', () => {
  mountTest('a target on another file system than its parent, and one that is a mount itself', async () => {
    const namespace = await lab.namespace();
    const mount = lab.folder('disk');
    namespace.sh(`mkdir ${mount}/out ${mount}/out/deep; mount -t tmpfs tmpfs ${mount}/out/deep`);
    for (const out of [`${mount}/out/deep`, `${mount}/out/deep/er/out`]) {
      const target = lab.targetAt(out, namespace);
      await expectSurvived(target, story(NOTHING, old));
      const run = target.start(next, { hold: 'rename a/one' });
      await run.held;
      run.process.kill('SIGKILL');
      await run.ended;
      expect(await expectSurvived(target, both)).toBe('partly');
      namespace.sh(`rm -rf ${mount}/out/deep/*`);
    }
  });

  mountTest('fails: another file system below the target', async () => {
    const namespace = await lab.namespace();
    const target = lab.targetAt(join(lab.folder(), 'out'), namespace);
    await target.run(old);
    namespace.sh(`mount -t tmpfs tmpfs ${target.out}/b`);
    const outcome = await target.run(next);
    expect(outcome).toMatchObject(stoppedBy('EXDEV', 'untouched', 'b'));
    namespace.sh(`umount ${target.out}/b`);
    await expectSurvived(target, both, { outcome });
  });

  mountTest('fails: the same file system, mounted below the target: only the change meets that', async () => {
    const namespace = await lab.namespace();
    const target = lab.targetAt(join(lab.folder(), 'out'), namespace);
    await target.run(old);
    namespace.sh(`mount --bind ${target.out}/a ${target.out}/a`);
    const outcome = await target.run(next);
    expect(outcome).toMatchObject(stoppedBy('EXDEV', 'unfinished', 'a/four'));
    expectSound(target, both, { outcome });
    expect(await target.run(old)).toMatchObject(stoppedBy('EXDEV', 'unfinished', 'a/four'));
    namespace.sh(`umount ${target.out}/a`);
    await expectSurvived(target, both, { outcome });
  });

  mountTest('fails: mounted between the comparison and the change', async () => {
    const namespace = await lab.namespace();
    const target = lab.targetAt(join(lab.folder(), 'out'), namespace);
    await target.run(old);
    const run = target.start(next, { hold: 'create .rackproof/staging/0' });
    await run.held;
    namespace.sh(`mount -t tmpfs tmpfs ${target.out}/b`);
    run.goOn();
    const outcome = await run.ended;
    expect(outcome).toMatchObject(stoppedBy('EXDEV', 'unfinished', 'b'));
    namespace.sh(`umount ${target.out}/b`);
    await expectSurvived(target, both, { outcome });
  });
});
