import type { WriteOutcome } from '../../synth/writer';
import { Lab, mountTest } from './lab/lab';
import { story, type Phase } from './lab/judge';
import { NOTHING, type Output, type Tree } from './lab/outputs';
import { expectSound, expectSurvived } from './lab/survival';

const lab = new Lab();
afterAll(() => {
  lab.remove();
});

const numbered = (folder: string, count: number, content: string): Tree =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${folder}/${index}.yaml`, content]));

const old = lab.output('old', { 'a/one': 'old', 'b/two': 'old', ...numbered('gone', 3, 'old') });
const large = lab.output('large', {
  'a/one': 'new',
  'a/big': 'x'.repeat(20_000),
  ...numbered('c/d/e', 12, 'y'.repeat(3000)),
  'f/three': 'new',
});

/** What a stopped run says about the code and what it was doing. */
function saidOf(outcome: WriteOutcome | undefined, code: string): string {
  expect(outcome).toMatchObject({ ok: false, faults: [{ rule: 'writer/io', code }] });
  return outcome?.ok === false ? outcome.faults[0]!.got : '';
}

interface Sweep {
  /** Option of the tmpfs that is too small, and by how much it grows: `size`, in units of 4096 bytes. */
  readonly limit: (amount: number) => string;
  readonly unlimited: string;
  readonly first: number;
}

/** Writes to ever larger file systems until the output fits; tells what the runs that failed said, and how far they had come. */
async function sweep(before: Output, after: Output, { limit, unlimited, first }: Sweep): Promise<Map<string, Phase>> {
  const said = new Map<string, Phase>();
  const namespace = await lab.namespace();
  const [mount, kept] = [lab.folder(), lab.folder()];
  const target = lab.targetAt(`${mount}/out`, namespace);
  if (before !== NOTHING) await lab.targetAt(`${kept}/out`).run(before);
  for (let amount = first; ; amount++) {
    namespace.sh(
      `mount -t tmpfs -o ${unlimited} tmpfs ${mount}; cp -a ${kept}/. ${mount}; mount -o remount,${limit(amount)} ${mount}`,
    );
    const outcome = await target.run(after);
    const { phase } = expectSound(target, story(before, after), { outcome });
    if (outcome?.ok === true) return said;
    const got = saidOf(outcome, 'ENOSPC');
    namespace.sh(`mount -o remount,${unlimited} ${mount}`);
    if (!said.has(got)) await expectSurvived(target, story(before, after), { outcome });
    said.set(got, phase);
    namespace.sh(`umount ${mount}`);
  }
}

const inodes = { limit: (amount: number) => `nr_inodes=${amount}`, unlimited: 'nr_inodes=1000' };
const blocks = { limit: (amount: number) => `size=${amount * 4096}`, unlimited: 'size=8m' };

describe('a full disk, from one that holds the old output alone to one that holds the new one too', () => {
  const untouched = expect.stringMatching(/; the output is as it was$/) as string;

  mountTest('fails: no space for a file, the inventory or the journal: the old output stands', async () => {
    const said = await sweep(old, large, { ...blocks, first: 7 });
    expect([...said]).toEqual([[untouched, 'untouched']]);
    expect([...said.keys()][0]).toMatch(/^no space left on device, while writing the new files aside/);
  });

  mountTest('fails: no inode for the lock, a file, the journal or a directory: one step more each time', async () => {
    // The root, the target, its two directories of one file and one of three, and six files with the inventory.
    const said = await sweep(old, large, { ...inodes, first: 11 });
    expect([...said.entries()]).toEqual([
      [expect.stringMatching(/while locking the target; the output is as it was$/), 'untouched'],
      [expect.stringMatching(/while writing the new files aside; the output is as it was$/), 'untouched'],
      [expect.stringMatching(/while putting the new files in place; every file is whole, and the next run/), 'decided'],
    ]);
  });

  mountTest('fails: no inode in a first run: nothing is there, or the next run completes it', async () => {
    const said = await sweep(NOTHING, large, { ...inodes, first: 1 });
    expect([...said.values()]).toEqual(['untouched', 'untouched', 'decided']);
  });
});

describe('a limit on the size of files', () => {
  const limited = (blocks: number): { readonly through: readonly string[] } => ({
    through: ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh'],
  });
  const many = lab.output('many', numbered('a-directory-with-a-long-name', 60, 'small'));

  it.each<[string, Output, Output]>([
    ['a file', old, large],
    ['the inventory', old, many],
    ['the journal', many, lab.output('few', { 'a/one': 'few' })],
  ])('fails: too low for %s; the old output stands, and nothing is left', async (_what, before, after) => {
    const target = lab.target();
    await target.run(before);
    const outcome = await target.run(after, limited(4));
    expect(saidOf(outcome, 'EFBIG')).toBe('file too large, while writing the new files aside; the output is as it was');
    await expectSurvived(target, story(before, after), { outcome });
  });

  it('fails: and a process that the signal ends, in the middle of a write', async () => {
    const target = lab.target();
    await target.run(old);
    const outcome = await target.run(large, { ...limited(4), isMortalToSigxfsz: true });
    expect(outcome).toBeUndefined();
    expect(await expectSurvived(target, story(old, large))).toBe('staged');
  });
});
