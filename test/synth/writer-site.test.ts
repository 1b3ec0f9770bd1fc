import * as fs from 'node:fs';
import { join } from 'node:path';
import { readInventory, writeOutput, type WriteOutcome } from '../../synth/writer';
import type { FileOps } from '../../synth/writer/file-ops';
import { everyCall, faultyOps } from './fixtures/faulty-ops';
import { filesOf, labHost, temporary, treeOf, type Tree } from './fixtures/writer-lab';

const host = labHost();
const output: Tree = { 'a/b/one.yaml': 'one\n', 'a/two.yaml': 'two\n', 'three.json': '{}\n' };

describe('the site of an output', () => {
  const of = (owner: string | undefined, out: string, adopt = false, tree = output): WriteOutcome =>
    writeOutput({ out, files: filesOf(tree), adopt, ...(owner === undefined ? {} : { owner }) }, host);
  const site = (out: string): unknown =>
    (JSON.parse(fs.readFileSync(join(out, 'inventory.json'), 'utf8')) as { site?: unknown }).site;

  it('is recorded, also where an earlier inventory names none', () => {
    const out = temporary();
    of(undefined, out);
    expect(site(out)).toBeUndefined();
    expect(of('home', out)).toMatchObject({ ok: true, written: ['inventory.json'], unchanged: 3 });
    expect(site(out)).toBe('home');
    expect(of('home', out)).toMatchObject({ ok: true, written: [] });
    expect(readInventory(out, host)).toMatchObject({ inventory: { site: 'home' } });
  });

  it.each([
    ['other files', { 'other.yaml': 'x' }],
    ['the same files', output],
    ['no files', {}],
  ])('fails: another site with %s, unless it is adopted; nothing is changed before', (_, tree: Tree) => {
    const out = temporary();
    of('home', out);
    const before = treeOf(out);
    expect(of('office', out, false, tree)).toMatchObject({
      ok: false,
      target: 'untouched',
      faults: [
        {
          rule: 'writer/other-site',
          at: out,
          got: 'the output of home',
          fix: expect.stringMatching(/--adopt/) as string,
        },
      ],
    });
    expect(treeOf(out)).toEqual(before);
    expect(of('office', out, true, tree)).toMatchObject({ ok: true });
    expect(site(out)).toBe('office');
  });

  it('fails: another site after an interrupted run of the first, which is completed all the same', () => {
    const next = { 'three.json': '[]' };
    const interrupted = (ops: FileOps, out = temporary()): [WriteOutcome, string] => {
      of('home', out);
      return [writeOutput({ out, files: filesOf(next), owner: 'home' }, labHost(1, ops)), out];
    };
    const runs = everyCall(interrupted).map((at) => interrupted(faultyOps('fails', at).ops));
    const [, out] = runs.find(([outcome]) => !outcome.ok && outcome.target === 'unfinished')!;
    expect(of('office', out, false, {})).toMatchObject({
      ok: false,
      healed: true,
      faults: [{ rule: 'writer/other-site' }],
    });
    expect(treeOf(out)).toMatchObject(next);
    expect(of('home', out, false, next)).toMatchObject({ ok: true, written: [] });
  });

  it('is not asked after by a run that names none', () => {
    const out = temporary();
    of('home', out);
    expect(of(undefined, out)).toMatchObject({ ok: true });
    expect(site(out)).toBeUndefined();
  });
});
