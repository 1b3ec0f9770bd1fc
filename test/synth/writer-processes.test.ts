import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeOutput, type Stopped, type WriteOutcome } from '../../synth/writer';
import { realProcesses } from '../../synth/writer/processes';
import { filesOf, outputOf, plant, temporary, treeOf, withoutWork, type Tree } from './fixtures/writer-lab';
import { compileChild } from './fixtures/writer-program';

let child = '';
beforeAll(() => {
  child = compileChild(temporary());
});

/** An output of many files: a third differs from that of another version, a third does not, a third has other names. */
function version(name: string, count: number): Tree {
  const entry = (index: number): [string, string] => {
    if (index % 3 === 0) return [`shared/${index}.yaml`, `${name} `.repeat(200)];
    return index % 3 === 1
      ? [`kept/${index % 7}/${index}.yaml`, 'same\n']
      : [`only/${name}/${index}.yaml`, `${name}\n`];
  };
  return Object.fromEntries(Array.from({ length: count }, (_, index) => entry(index)));
}

/** Puts an output where the child program finds it. */
function request(tree: Tree): string {
  const file = join(temporary(), 'files.json');
  fs.writeFileSync(file, JSON.stringify(filesOf(tree)));
  return file;
}

/** On a disk, not in memory: the child waits for it, so that there is time to end it. */
function diskDirectory(): string {
  const directory = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'rackproof-disk-'));
  onDisk.push(directory);
  return directory;
}

const onDisk: string[] = [];
afterAll(() => {
  for (const directory of onDisk) fs.rmSync(directory, { recursive: true, force: true });
});

interface Ended {
  /** None if the process was ended. */
  readonly outcome: WriteOutcome | undefined;
  /** Milliseconds from its first look at the target to its end. */
  readonly duration: number;
}

/** Runs the child program; calls back when it is about to look at the target. */
async function run(args: readonly string[], onReady?: (process: ChildProcess) => void): Promise<Ended> {
  const process = spawn('node', [child, ...args]);
  let text = '';
  let started = 0;
  process.stdout.on('data', (data: Buffer) => (text += data.toString()));
  process.stderr.once('data', () => {
    started = Date.now();
    onReady?.(process);
  });
  await once(process, 'close');
  return { outcome: text === '' ? undefined : (JSON.parse(text) as WriteOutcome), duration: Date.now() - started };
}

describe('a process that is ended by SIGKILL', () => {
  it('20 times, at any moment: every file is whole, and the next run leaves exactly its output', async () => {
    const out = join(temporary(), 'out');
    const outputs = [version('a', 400), version('b', 400)].map((tree) => ({
      tree,
      files: request(tree),
      whole: outputOf(tree),
    }));
    const durations: number[] = [];
    for (const { files } of [...outputs, ...outputs]) durations.push((await run([out, files])).duration);
    let killed = 0;
    for (let round = 0; round < 20; round++) {
      const { tree, files, whole } = outputs[round % 2] ?? never();
      const moment = Math.random() * Math.max(...durations);
      const { outcome } = await run([out, files], (process) => setTimeout(() => process.kill('SIGKILL'), moment));
      killed += outcome ? 0 : 1;
      for (const [path, content] of Object.entries(withoutWork(treeOf(out)))) {
        if (!path.endsWith('/')) expect(outputs.map((output) => output.whole[path])).toContain(content);
      }
      expect(writeOutput({ out, files: filesOf(tree) })).toMatchObject({ ok: true });
      expect(treeOf(out)).toEqual(whole);
    }
    expect(killed).toBeGreaterThan(0);
  });
});

function never(): never {
  throw new Error('there is always one');
}

describe('two processes at once', () => {
  /** Starts a process for each output when all are ready. */
  async function together(out: string, requests: readonly string[]): Promise<(WriteOutcome | undefined)[]> {
    const start = join(temporary(), 'start');
    let ready = 0;
    const onReady = (): void => {
      if (++ready === requests.length) fs.writeFileSync(start, '');
    };
    const ended = await Promise.all(requests.map((files) => run([out, files, start], onReady)));
    return ended.map(({ outcome }) => outcome);
  }

  it('one is refused or comes after the other; the output is that of one of them', async () => {
    const trees = [version('a', 60), version('b', 60)];
    const requests = trees.map(request);
    let refused = 0;
    // On a busy machine one may have ended before the other begins: not every round is a meeting.
    for (let round = 0; round < 3 || (refused === 0 && round < 40); round++) {
      const out = join(diskDirectory(), 'out');
      const outcomes = await together(out, requests);
      const winners = trees.filter((_, index) => outcomes[index]?.ok);
      expect(winners.length).toBeGreaterThan(0);
      for (const outcome of outcomes) {
        if (outcome?.ok === false) expect(outcome.faults).toMatchObject([{ rule: 'writer/locked' }]);
      }
      refused += trees.length - winners.length;
      expect(winners.map(outputOf)).toContainEqual(treeOf(out));
    }
    expect(refused).toBeGreaterThan(0);
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

  const zombieTest = fs.existsSync('/proc/self/stat') ? it : it.skip;
  zombieTest('one that has ended and is not yet reaped may not', async () => {
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

describe('a file system that refuses', () => {
  const mounts = spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /tmp']).status === 0;
  const mountTest = mounts ? it : it.skip;
  const title = mounts ? '' : ' (skipped: this user may not make mounts)';
  const small: Tree = { 'a/one': 'old', 'b/two': 'old' };
  const large: Tree = { 'a/one': 'new', 'a/big': 'x'.repeat(500_000), 'c/three': 'new' };

  /** Runs a shell script with `$node $out`, the outputs as `$small` and `$large`, in a namespace of its own or not. */
  function shell(
    script: string,
    unshare: boolean,
  ): { readonly base: string; readonly outcomes: readonly WriteOutcome[] } {
    const base = temporary();
    const env = {
      ...process.env,
      base,
      out: join(base, 'mnt/out'),
      child,
      small: request(small),
      large: request(large),
    };
    fs.mkdirSync(join(base, 'mnt'));
    const command = ['sh', '-e', '-c', script];
    const { stdout, stderr } = unshare
      ? spawnSync('unshare', ['-rm', ...command], { env, encoding: 'utf8' })
      : spawnSync('sh', command.slice(1), { env, encoding: 'utf8' });
    const outcomes = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as WriteOutcome);
    if (outcomes.length === 0) throw new Error(stderr);
    return { base, outcomes };
  }

  function expectFault(outcome: WriteOutcome | undefined, code: string, at: unknown = expect.anything()): void {
    expect(outcome).toMatchObject({ ok: false, target: 'untouched', faults: [{ rule: 'writer/io', code, at }] });
    const [fault] = (outcome as Stopped).faults;
    expect(fault?.got).toMatch(/; the output is as it was$/);
  }

  mountTest(`fails: a full disk; the old output is untouched and nothing is left${title}`, () => {
    const script = `mount -t tmpfs -o size=256k tmpfs $base/mnt
      node $child $out $small; node $child $out $large; cp -r $out $base/kept`;
    const { base, outcomes } = shell(script, true);
    expect(outcomes[0]).toMatchObject({ ok: true });
    expectFault(outcomes[1], 'ENOSPC');
    expect(treeOf(join(base, 'kept'))).toEqual(outputOf(small));
  });

  mountTest(`fails: no inodes left, while directories are made; the next run completes the change${title}`, () => {
    const script = `mount -t tmpfs -o nr_inodes=15 tmpfs $base/mnt
      node $child $out $small; node $child $out $large; cp -r $out $base/kept
      mount -o remount,nr_inodes=64 $base/mnt; node $child $out $large; cp -r $out $base/after`;
    const { base, outcomes } = shell(script, true);
    expect(outcomes[1]).toMatchObject({ ok: false, faults: [{ rule: 'writer/io', code: 'ENOSPC' }] });
    const whole = new Set([...Object.values(outputOf(small)), ...Object.values(outputOf(large))]);
    for (const content of Object.values(withoutWork(treeOf(join(base, 'kept'))))) expect([...whole]).toContain(content);
    expect(outcomes[2]).toMatchObject({ ok: true });
    expect(treeOf(join(base, 'after'))).toEqual(outputOf(large));
  });

  it('fails: a limit on file size; the old output is untouched and nothing is left', () => {
    const { base, outcomes } = shell('node $child $out $small; ulimit -f 100; node $child $out $large', false);
    expectFault(outcomes[1], 'EFBIG');
    expect(treeOf(join(base, 'mnt/out'))).toEqual(outputOf(small));
  });

  mountTest(`fails: a target mounted read-only; but an output that is there already is fine${title}`, () => {
    const script = `node $child $out $small; mount --bind $base/mnt $base/mnt; mount -o remount,bind,ro $base/mnt
      node $child $out $large; node $child $out $small; node $child $base/mnt/other $small`;
    const { base, outcomes } = shell(script, true);
    expectFault(outcomes[1], 'EROFS');
    expect(outcomes[2]).toMatchObject({ ok: true, written: [] });
    expectFault(outcomes[3], 'EROFS');
    expect(treeOf(join(base, 'mnt'))).toEqual(
      Object.fromEntries(Object.entries(outputOf(small)).map(([path, text]) => [`out/${path}`, text])),
    );
  });

  mountTest(`fails: a directory below the target that is read-only or another file system${title}`, () => {
    const script = `node $child $out $small; mount --bind $out/a $out/a; mount -o remount,bind,ro $out/a
      node $child $out $large; umount $out/a; mount -t tmpfs tmpfs $out/b; node $child $out $large`;
    const { base, outcomes } = shell(script, true);
    expectFault(outcomes[1], 'EROFS', 'a');
    expectFault(outcomes[2], 'EXDEV', 'b');
    expect(treeOf(join(base, 'mnt/out'))).toEqual(outputOf(small));
  });

  mountTest(
    `fails: a mount of the same file system, which only the change meets; the next run completes it${title}`,
    () => {
      const script = `node $child $out $small; mount --bind $out/a $out/a; node $child $out $large; umount $out/a; node $child $out $large`;
      const { base, outcomes } = shell(script, true);
      expect(outcomes[1]).toMatchObject({
        ok: false,
        target: 'unfinished',
        faults: [{ rule: 'writer/io', code: 'EXDEV', at: 'a/big' }],
      });
      expect(outcomes[2]).toMatchObject({ ok: true, healed: true });
      expect(treeOf(join(base, 'mnt/out'))).toEqual(outputOf(large));
    },
  );

  const asRoot = process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).status === 0;
  const userTest = asRoot ? it : it.skip;
  const userTitle = asRoot ? '' : ' (skipped: only root can run a process as another user)';
  userTest(`fails: a user without permission, on the target or on a directory below it${userTitle}`, () => {
    const { base, outcomes } = shell(
      `node $child $out $small
       asUser="setpriv --reuid 65534 --regid 65534 --clear-groups"
       $asUser node $child $out $large; chown 65534 $out $out/a; $asUser node $child $out $large; $asUser node $child $out $small`,
      false,
    );
    expectFault(outcomes[1], 'EACCES');
    expectFault(outcomes[2], 'EACCES', 'b');
    expect(outcomes[3]).toMatchObject({ ok: true, written: [] });
    expect(treeOf(join(base, 'mnt/out'))).toEqual(outputOf(small));
  });

  it('fails: a symlinked target; nothing is written through it', () => {
    const { base, outcomes } = shell(
      'mkdir $base/real; ln -s $base/real $out; node $child $out $small "" adopt',
      false,
    );
    expect(outcomes[0]).toMatchObject({
      ok: false,
      faults: [{ rule: 'writer/symlinked-target', got: `a symlink to ${base}/real` }],
    });
    expect(fs.readdirSync(join(base, 'real'))).toEqual([]);
  });

  it('foreign files are kept; the root of the file system is refused', () => {
    const foreign: Tree = { 'README.md': 'mine', 'a/kustomization.yaml': 'mine', '.git/HEAD': 'ref' };
    const out = join(temporary(), 'out');
    plant(out, foreign);
    const outcomes = [[out], [out, 'adopt'], ['/', 'adopt']].map(([target = '', adopt = '']) => {
      const { stdout } = spawnSync('node', [child, target, request(small), '', adopt], { encoding: 'utf8' });
      return JSON.parse(stdout) as WriteOutcome;
    });
    expect(outcomes).toMatchObject([
      { faults: [{ rule: 'writer/unadopted' }] },
      { ok: true },
      { faults: [{ rule: 'writer/refused-target' }] },
    ]);
    expect(treeOf(out)).toEqual({ ...outputOf(small), ...foreign });
  });
});
