import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { realProcesses } from '../../synth/writer/processes';
import { Lab, testUnless } from './lab/lab';
import { story } from './lab/judge';
import { version, type Output } from './lab/outputs';
import { expectSound, expectSurvived } from './lab/survival';
import type { Target } from './lab/target';

const lab = new Lab();
afterAll(() => {
  lab.remove();
});

const outputs = ['a', 'b', 'c', 'd', 'e'].map((name) => lab.output(name, version(name, 30)));
const [a, b, c] = outputs as [Output, Output, Output];

/** Lets a run be ended by SIGKILL before an operation. */
async function killedBefore(target: Target, output: Output, hold: string): Promise<void> {
  const run = target.start(output, { hold });
  await run.held;
  run.process.kill('SIGKILL');
  await run.ended;
}

/** The lock that a run has left. */
function lockOf(target: Target): string {
  return join(target.out, '.rackproof', fs.readdirSync(join(target.out, '.rackproof')).find(isLock)!);
}

const isLock = (name: string): boolean => name.startsWith('lock.');

describe('processes at once, on one target', () => {
  it.each<[string, readonly Output[], boolean]>([
    ['two with different outputs', [a, b], false],
    ['two with the same', [b, b], false],
    ['five with different outputs', outputs, false],
    ['three, after a run that was interrupted', [a, b, c], true],
  ])('%s: never a mix; who does not write is refused, and the next run heals', async (_what, wanted, isOpen) => {
    let refused = 0;
    // On a busy machine one may have ended before the other begins: not every round is a meeting.
    for (let round = 0; round < 2 || (refused === 0 && round < 20); round++) {
      const target = lab.target('disk');
      await target.run(c);
      if (isOpen) await killedBefore(target, outputs[3]!, 'rename shared/0.yaml');
      const start = join(lab.folder(), 'start');
      const runs = wanted.map((output) => target.start(output, { start }));
      await Promise.all(runs.map(({ ready }) => ready));
      fs.writeFileSync(start, '');
      const outcomes = await Promise.all(runs.map(({ ended }) => ended));
      for (const outcome of outcomes) {
        if (outcome?.ok === false) expect(outcome.faults).toMatchObject([{ rule: 'writer/locked' }]);
      }
      const winners = wanted.filter((_, index) => outcomes[index]?.ok);
      expect(winners.length).toBeGreaterThan(0);
      refused += wanted.length - winners.length;
      const settled = winners.find((winner) => judgedAs(target, winner));
      expect(settled).toBeDefined();
      await expectSurvived(target, story(settled!, a));
    }
    expect(refused).toBeGreaterThan(0);
  });

  /** Whether a target is one output and nothing else. */
  function judgedAs(target: Target, output: Output): boolean {
    try {
      return expectSound(target, story(output)).left.length === 0;
    } catch {
      return false;
    }
  }

  it.each([
    'create .rackproof/staging/0',
    'rename .rackproof/journal.json',
    'rename large.yaml',
    'unlink .rackproof/journal.json',
  ])('fails: a run while another is about to %s; that one goes on undisturbed', async (hold) => {
    const target = lab.target();
    await target.run(a);
    const first = target.start(b, { hold });
    await first.held;
    const rival = await target.run(c);
    expect(rival).toMatchObject({
      ok: false,
      target: 'untouched',
      faults: [{ rule: 'writer/locked', got: expect.stringContaining(`process ${first.process.pid},`) as string }],
    });
    expectSound(target, story(a, b));
    first.goOn();
    await expectSurvived(target, story(a, b), { outcome: await first.ended });
  });
});

describe('the lock of a run that is gone', () => {
  it('is no hindrance', async () => {
    const target = lab.target();
    await target.run(a);
    await killedBefore(target, b, 'rename .rackproof/journal.json');
    expect(fs.existsSync(lockOf(target))).toBe(true);
    expect(await expectSurvived(target, story(a, b))).toBe('staged');
  });

  it('is none either when its process id belongs to another process by now', async () => {
    const target = lab.target();
    await target.run(a);
    await killedBefore(target, b, 'rename large.yaml');
    const lock = lockOf(target);
    fs.renameSync(lock, lock.replace(/lock\.\d+\./, `lock.${process.pid}.`));
    expect(await expectSurvived(target, story(a, b))).toBe('partly');
  });

  it('fails: of a process that lives; nothing is changed until it is gone', async () => {
    const target = lab.target();
    await target.run(a);
    await killedBefore(target, b, 'rename large.yaml');
    const { pid, started } = realProcesses().self;
    const lock = lockOf(target);
    const living = lock.replace(/lock\.\d+\.0\.\d+\./, `lock.${pid}.0.${started}.`);
    fs.renameSync(lock, living);
    expect(await target.run(c)).toMatchObject({ ok: false, faults: [{ rule: 'writer/locked' }] });
    expect(expectSound(target, story(a, b)).phase).toBe('partly');
    fs.unlinkSync(living);
    await expectSurvived(target, story(a, b, c));
  });
});

describe('whether a process may still run', () => {
  const processes = realProcesses();
  const { self } = processes;

  it('the own one may, a later one with its id may not', () => {
    expect(processes.mayRun(self)).toBe(true);
    expect(processes.mayRun({ ...self, started: '1' })).toBe(self.started === '0');
  });

  it('one that has ended may not', () => {
    const { pid } = spawnSync('node', ['--version']);
    expect(processes.mayRun({ ...self, pid })).toBe(false);
  });

  it('one from before the machine was started anew may not; one of another machine or container may', () => {
    expect(processes.mayRun({ ...self, boot: '0a0a0a0a' })).toBe(false);
    expect(processes.mayRun({ ...self, boot: '0a0a0a0a', machine: '0a0a0a0a' })).toBe(true);
    expect(processes.mayRun({ ...self, namespace: '42', started: '1' })).toBe(true);
  });

  const noProc = fs.existsSync('/proc/self/stat') ? '' : 'this system has no /proc';
  testUnless(noProc, 'one that has ended and is not yet reaped may not', async () => {
    // The child ends once its parent has become a program that does not reap it.
    const waits = 'while [ "$(cat /proc/$PPID/comm)" != sleep ]; do :; done';
    const parent = spawn('sh', ['-c', `sh -c '${waits}' & echo $!; exec sleep 60`]);
    try {
      const [data] = (await once(parent.stdout, 'data')) as [Buffer];
      const stat = (): string[] =>
        fs.readFileSync(`/proc/${data.toString().trim()}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      while (stat()[0] !== 'Z') await new Promise((resolve) => setTimeout(resolve, 10));
      expect(processes.mayRun({ ...self, pid: Number(data.toString()), started: stat()[19] ?? '' })).toBe(false);
    } finally {
      parent.kill();
    }
  });
});
