import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { AS_NOBODY, noUsers } from '../writer/lab/namespace';
import { Lab, mountTest, testUnless } from '../writer/lab/lab';
import { plantForeign } from '../writer/lab/foreign';
import { snapshotOf } from '../writer/lab/snapshot';

/** The area fs of the adversarial inputs, each through the whole command, as a user runs it. */
const lab = new Lab();
afterAll(() => {
  lab.remove();
});

const root = join(__dirname, '../..');

/** A program of the example site with a folder of its own for it and its output. */
class Project {
  public readonly folder = lab.folder();
  public readonly out = join(this.folder, 'dist');

  /** Writes a site file whose charts are those; `bytes` are in a ConfigMap each. */
  public site(name: string, charts: readonly string[]): string {
    const file = join(this.folder, `${name}.ts`);
    fs.writeFileSync(
      file,
      `import { EXAMPLE_SITE } from '${root}/guardrails/engine/example-site';
       import { defineProgram } from '${root}/cli/program';
       import { ApiObject, Chart } from '${root}/node_modules/cdk8s';
       const map = (app: any, id: string, bytes: number, text: string) => new ApiObject(new Chart(app, id), 'map', {
         apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id, namespace: 'default' }, data: { text: text.repeat(bytes) } });
       export default defineProgram({ site: EXAMPLE_SITE, charts: () => [${charts.join(', ')}] });`,
    );
    return file;
  }

  public command(site: string, ...more: readonly string[]): string[] {
    const tsx = ['--conditions', 'rackproof-checkout', '--import', require.resolve('tsx')];
    return ['node', ...tsx, join(root, 'cli/main.ts'), 'synth', '--json', '--site', site, '--out', this.out, ...more];
  }

  public synth(site: string, through: readonly string[] = [], ...more: readonly string[]): Synth {
    const [command = '', ...args] = [...through, ...this.command(site, ...more)];
    const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env: environment() });
    return { status, stderr, json: stdout === '' ? undefined : (JSON.parse(stdout) as unknown) };
  }
}

interface Synth {
  readonly status: number | null;
  readonly stderr: string;
  readonly json: unknown;
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'] };
}

/** A chart with one ConfigMap. */
const chart = (id: string, bytes: number, text: string): string =>
  `{ app: '${id}', build: (app) => { map(app, '${id}', ${bytes}, '${text}'); } }`;

const SMALL = [chart('one', 10, 'a'), chart('two', 10, 'a')];
const LARGE = ['one', 'two', 'three', 'four', 'five', 'six'].map((id) => chart(id, 32_768, 'b'));

/** What a run that the environment has stopped must tell. */
function expectStopped({ status, stderr, json }: Synth, code: string, text: RegExp): void {
  expect(status).toBe(2);
  expect(json).toMatchObject({ code, target: 'untouched' });
  expect(stderr).toMatch(text);
  expect(stderr).toMatch(/is as it was$/m);
  expect(stderr).not.toMatch(/^\s+at .+:\d+:\d+/m);
}

/** Why another user cannot run the command from this checkout; empty if one can. */
function unreadable(): string {
  const [command, ...args] = [...AS_NOBODY, 'test', '-r', join(root, 'cli/main.ts')];
  return spawnSync(command, args).status === 0 ? '' : 'another user cannot read this checkout';
}

describe('fs', () => {
  mountTest('fails: fs-01, a disk that is full after 128 of 192 KiB', async () => {
    const project = new Project();
    const namespace = await lab.namespace();
    expect(project.synth(project.site('old', SMALL)).status).toBe(0);
    const before = snapshotOf(project.out);
    namespace.sh(
      `cp -a ${project.out} ${project.folder}/old-dist; mount -t tmpfs -o size=8m tmpfs ${project.out}
       cp -a ${project.folder}/old-dist/. ${project.out}
       used=$(df --output=used -k ${project.out} | tail -1); mount -o remount,size=$((used + 128))k ${project.out}`,
    );
    const seen = (): unknown =>
      [...snapshotOf(namespace.path(project.out))].map(([path, { content }]) => [path, content]);
    const copied = seen();
    expect(before.size).toBeGreaterThan(5);
    expectStopped(
      project.synth(project.site('new', LARGE), namespace.through),
      'ENOSPC',
      /no space left on device.*ENOSPC/,
    );
    expect(seen()).toEqual(copied);
  });

  it('fails: fs-02, the first large file ends at a limit on the size of files', () => {
    const project = new Project();
    expect(project.synth(project.site('old', SMALL)).status).toBe(0);
    const before = snapshotOf(project.out);
    const limited = ['sh', '-c', 'ulimit -f 40; exec "$@"', 'sh'];
    expectStopped(project.synth(project.site('new', LARGE), limited), 'EFBIG', /file too large.*EFBIG/);
    expectSameFiles(project.out, before);
  });

  it('fails: fs-04, a chart that throws after the second one', () => {
    const project = new Project();
    expect(project.synth(project.site('old', SMALL)).status).toBe(0);
    const before = snapshotOf(project.out);
    const throws = `{ app: 'three', build: (app) => { map(app, 'three', 1, 'c'); throw new Error('no such rack: r9'); } }`;
    const { status, json, stderr } = project.synth(project.site('new', [...LARGE.slice(0, 2), throws]));
    expect(status).toBe(1);
    expect(json).toMatchObject({ written: [], removed: [] });
    expect(stderr).toMatch(/no such rack: r9/);
    expect(stderr).toMatch(/home\/three/);
    expect(stderr).toMatch(/dist is as it was$/m);
    expectSameFiles(project.out, before);
  });

  it('fs-05: two commands at once, of different configurations: one wins, the other is refused or comes after', async () => {
    const project = new Project();
    const sites = [project.site('one', SMALL), project.site('two', LARGE)];
    const wholes = sites.map((site) => {
      const alone = new Project();
      expect(alone.synth(site).status).toBe(0);
      return contentsOf(alone.out);
    });
    expect(project.synth(sites[0]!).status).toBe(0);
    const outcomes = await Promise.all([...sites, ...sites].map((site) => started(project.command(site))));
    for (const { status, stdout } of outcomes) {
      expect([0, 2]).toContain(status);
      if (status === 2) expect(JSON.parse(stdout)).toMatchObject({ code: 'writer/locked', target: 'untouched' });
    }
    expect(outcomes.some(({ status }) => status === 0)).toBe(true);
    expect(wholes).toContainEqual(contentsOf(project.out));
  });

  testUnless(noUsers || unreadable(), 'fails: fs-07, no permission on the output', () => {
    const project = new Project();
    expect(project.synth(project.site('old', SMALL)).status).toBe(0);
    const before = snapshotOf(project.out);
    const stopped = project.synth(project.site('new', LARGE), AS_NOBODY);
    expectStopped(stopped, 'EACCES', /permission denied.*EACCES/);
    expect(stopped.stderr).toContain('dist');
    expectSameFiles(project.out, before);
    return Promise.resolve();
  });

  mountTest('fails: an output that is mounted read-only', async () => {
    const project = new Project();
    expect(project.synth(project.site('old', SMALL)).status).toBe(0);
    const namespace = await lab.namespace();
    namespace.sh(`mount --bind ${project.out} ${project.out}; mount -o remount,bind,ro ${project.out}`);
    expectStopped(
      project.synth(project.site('new', LARGE), namespace.through),
      'EROFS',
      /read-only file system.*EROFS/,
    );
    expect(project.synth(project.site('old', SMALL), namespace.through).status).toBe(0);
  });

  it('fs-08: what people have put there stays as it is', () => {
    const project = new Project();
    expect(project.synth(project.site('old', SMALL)).status).toBe(0);
    const foreign = plantForeign(project.out);
    expect(project.synth(project.site('new', LARGE)).status).toBe(0);
    const found = snapshotOf(project.out);
    for (const [path, item] of foreign) {
      expect({ path, ...found.get(path), mtime: 0n }).toEqual({ path, ...item, mtime: 0n });
      if (item.kind !== 'directory') expect(found.get(path)?.mtime).toBe(item.mtime);
    }
  });
});

function contentsOf(out: string): Record<string, string> {
  return Object.fromEntries([...snapshotOf(out)].map(([path, { content }]) => [path, content]));
}

function expectSameFiles(out: string, before: ReadonlyMap<string, unknown>): void {
  const files = (all: ReadonlyMap<string, unknown>): unknown => [...all].filter(([path]) => path.includes('.'));
  expect(files(snapshotOf(out))).toEqual(files(before));
  expect([...snapshotOf(out).keys()]).toEqual([...before.keys()]);
}

async function started([command = '', ...args]: readonly string[]): Promise<{ status: number | null; stdout: string }> {
  const process = spawn(command, args, { env: environment() });
  let stdout = '';
  process.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  process.stderr.resume();
  const [status] = (await once(process, 'close')) as [number | null];
  return { status, stdout };
}
