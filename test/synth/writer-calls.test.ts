import { join } from 'node:path';
import { writeOutput } from '../../synth/writer';
import type { FileOps } from '../../synth/writer/file-ops';
import { watchedOps } from './fixtures/faulty-ops';
import { filesOf, labHost, outputOf, temporary, treeOf, type Tree } from './fixtures/writer-lab';

/** How often each operation of the file system was called. */
type Calls = Partial<Record<keyof FileOps, number>>;

/** Operations that leave a disk as it is. */
const LOOKING: readonly string[] = ['lstat', 'realpath', 'readlink', 'list', 'read', 'readInto', 'checkWritable'];

/** What a run costs whatever it writes: target, lock, staging, journal, inventory. */
const FEW = 25;

/** Lock and journal; and the journal's draft, twice, in case there is one. */
const OWN_UNLINKS = 4;

/** `count` files, four to each pair of directories, as namespaces are. */
function output(count: number): Tree {
  const paths = Array.from({ length: count }, (_, index) => {
    const team = `team-${Math.floor(index / 4)}`;
    return `clusters/lab/${team}/${index % 4 === 0 ? '_cluster' : team}/kind_${index}.yaml`;
  });
  return Object.fromEntries(paths.map((path) => [path, `content of ${path}`]));
}

/** Number of directories below the target that hold such an output. */
function directoriesIn(count: number): number {
  return 2 + (count / 4) * 3;
}

function callsOf(out: string, tree: Tree): { readonly calls: Calls; readonly written: readonly string[] } {
  const calls: Calls = {};
  const ops = watchedOps((name) => {
    const call = name as keyof FileOps;
    calls[call] = (calls[call] ?? 0) + 1;
  });
  const outcome = writeOutput({ out, files: filesOf(tree) }, labHost(1, ops));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  expect(treeOf(out)).toEqual(outputOf(tree));
  return { calls, written: outcome.written };
}

function totalOf(calls: Calls): number {
  return Object.values(calls).reduce((sum, count) => sum + count, 0);
}

/** Every bound that a count is beyond. */
function beyond(calls: Calls, bounds: Readonly<Record<string, number>>): string[] {
  return Object.entries(calls)
    .filter(([name, count]) => count > (bounds[name] ?? 0))
    .map(([name, count]) => `${name}: ${count} > ${bounds[name] ?? 0}`);
}

describe('the calls of a run', () => {
  const files = 400;
  const directories = directoriesIn(files);
  const tree = output(files);

  it('that writes an output for the first time: each file once, each directory once, and a few', () => {
    const { calls, written } = callsOf(join(temporary(), 'out'), tree);
    expect(written).toHaveLength(files + 1);
    const bounds = {
      // Inventory, journal and lock.
      create: files + 3,
      write: files + 2,
      rename: files + 2,
      // Target, work directory and staging directory.
      mkdir: directories + 3,
      openDirectory: directories + 10,
      sync: files + 2 + directories + 10,
      close: files + 3 + directories + 10,
      ...{ lstat: FEW, list: 5, unlink: OWN_UNLINKS, rmdir: 3, realpath: 3, checkWritable: 1 },
    };
    expect(beyond(calls, bounds)).toEqual([]);
  });

  it('that finds its output there: one look and one reading a file, and nothing that changes a disk', () => {
    const out = temporary();
    callsOf(out, tree);
    const { calls, written } = callsOf(out, tree);
    expect(written).toEqual([]);
    expect(calls.readInto).toBe(files);
    const bounds = { lstat: files + directories + FEW, readInto: files, read: 2, realpath: 3, list: 1 };
    expect(beyond(calls, bounds)).toEqual([]);
    expect(Object.keys(calls).filter((name) => !LOOKING.includes(name))).toEqual([]);
  });

  it('that changes one file: writes that and the inventory alone', () => {
    const out = temporary();
    callsOf(out, tree);
    const path = 'clusters/lab/team-7/team-7/kind_30.yaml';
    const { calls, written } = callsOf(out, { ...tree, [path]: 'new' });
    expect(written).toEqual([path, 'inventory.json']);
    const bounds = {
      ...{
        create: 4,
        write: 3,
        rename: 3,
        mkdir: 2,
        unlink: OWN_UNLINKS,
        rmdir: 3,
        openDirectory: FEW,
        sync: FEW,
        close: FEW,
      },
      ...{ lstat: files + directories + FEW, readInto: files, read: 5, realpath: 3, list: 5, checkWritable: 1 },
    };
    expect(beyond(calls, bounds)).toEqual([]);
  });

  it('that changes all files: looks at each once while comparing and once before it is replaced', () => {
    const out = temporary();
    callsOf(out, tree);
    const { calls } = callsOf(out, Object.fromEntries(Object.keys(tree).map((path) => [path, 'new'])));
    expect(calls.rename).toBe(files + 2);
    expect(calls.lstat).toBeLessThanOrEqual(2 * (files + directories) + FEW);
  });

  it('that removes all files: looks at each once while comparing and once before it goes', () => {
    const out = temporary();
    callsOf(out, tree);
    const { calls } = callsOf(out, {});
    expect(calls.unlink).toBeLessThanOrEqual(files + OWN_UNLINKS);
    expect(calls.rmdir).toBeLessThanOrEqual(directories + 3);
    expect(calls.lstat).toBeLessThanOrEqual(2 * (files + directories) + FEW);
  });

  it('grow with the files and not faster: as many for each further file, from 500 to 2,000', () => {
    const total = (count: number): number[] => {
      const out = temporary();
      const first = totalOf(callsOf(out, output(count)).calls);
      return [first, totalOf(callsOf(out, output(count)).calls), totalOf(callsOf(out, {}).calls)];
    };
    const [few, more, most] = [total(500), total(1000), total(2000)];
    for (const [run, count] of more.entries()) expect(most[run]! - count).toBe(2 * (count - few[run]!));
  });
});
