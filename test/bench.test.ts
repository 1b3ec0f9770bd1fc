import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argumentsOf } from '../bench/arguments';
import { interleave } from '../bench/arms';
import { sameDocuments } from '../bench/correctness';
import { atLeast, atMost, below, exactly, meets } from '../bench/goal';
import { wholeNumber } from '../scripts/command-line';
import { Random } from './fixtures/random';
import { withSection } from '../bench/record';
import { lastLineOf, missedOf, type Measured } from '../bench/report';
import type { Bench, Figure } from '../bench/row';
import { openScratch } from '../bench/scratch';
import { exponentOf, isNoisy, median, pairedRatios, quantile } from '../bench/statistics';

const root = join(__dirname, '..');

describe('statistics', () => {
  it('interpolates quantiles', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((fraction) => quantile([4, 1, 3, 2, 5], fraction))).toEqual([1, 2, 3, 4, 5]);
    expect(quantile([10, 20], 0.25)).toBe(12.5);
    expect(median([3, 1, 2, 10])).toBe(2.5);
  });

  it('fails: a median of nothing', () => {
    expect(() => median([])).toThrow('nothing was measured');
  });

  it('pairs the values of a round, so that a slow round counts on both sides', () => {
    expect(pairedRatios([2, 40, 6], [1, 20, 3])).toEqual({ median: 2, low: 2, high: 2 });
  });

  it('fails: arms of different length', () => {
    expect(() => pairedRatios([1, 2], [1])).toThrow('do not pair');
  });

  it('finds the exponent of a power law', () => {
    const sizes = [500, 1_000, 2_000, 4_000];
    expect(
      exponentOf(
        sizes,
        sizes.map((size) => 0.02 * size),
      ),
    ).toBeCloseTo(1, 10);
    expect(
      exponentOf(
        sizes,
        sizes.map((size) => 3 * size ** 2),
      ),
    ).toBeCloseTo(2, 10);
  });

  it('calls a machine noisy whose middle half differs by more than half', () => {
    expect(isNoisy([10, 10, 11, 14, 15])).toBe(false);
    expect(isNoisy([10, 10, 13, 16, 30])).toBe(true);
  });
});

describe('goals', () => {
  it.each([
    [2.5, atMost(2.5), true],
    [2.51, atMost(2.5), false],
    [2, below(2), false],
    [1.99, below(2), true],
    [100, atLeast(100), true],
    [99, atLeast(100), false],
    [0, exactly(0), true],
    [1, exactly(0), false],
  ])('%d against %p: %p', (value, goal, met) => {
    expect(meets(value, goal)).toBe(met);
  });

  it('names each missed goal on the last line, and what has no goal nowhere', () => {
    const figure = (name: string, value: number): Figure => ({ name, value, unit: 'x', goal: atMost(2.5), detail: '' });
    const { goal: _goal, ...information } = figure('for information', 9);
    const row = { id: 1, title: '', definition: '', writes: false, measure: () => [] };
    const measured: Measured[] = [{ row, figures: [figure('a', 1.904), figure('b', 3), information] }];
    expect(lastLineOf(measured)).toBe('a: 1.90, b: 3 (goal <= 2.5)');
    expect(missedOf(measured).map(({ name }) => name)).toEqual(['b']);
  });
});

describe('record', () => {
  const page = 'a\n<!-- results: recorded -->\nold\n<!-- results: end -->\nb\n';

  it('replaces a section and nothing else, and again', () => {
    const once = withSection(page, 'results', '| new |');
    expect(once).toMatch(/^a\n<!-- results: recorded -->\n[^]*\| new \|[^]*<!-- results: end -->\nb\n$/);
    expect(once).not.toContain('old');
    expect(withSection(once, 'results', '| new |')).toBe(once);
  });

  it('fails: a page without the section', () => {
    expect(() => withSection(page, 'peers', '')).toThrow('no section peers');
  });

  it('has a section for each suite', () => {
    const text = readFileSync(join(root, 'docs/performance.md'), 'utf8');
    ['results', 'peers'].forEach((suite) => {
      expect(withSection(text, suite, 'x')).toContain('\n\nx\n\n');
    });
  });
});

describe('arms', () => {
  const bench: Bench = { quick: true, random: new Random(7), pick: (_full, quick) => quick, progress: () => undefined };

  it('runs every arm once a round, in an order that changes, and counts no warm-up', () => {
    const order: string[] = [];
    const arm = (name: string) => ({
      name,
      prepare: () => (lap: (part: string, milliseconds?: number) => void) => {
        order.push(name);
        lap('part', 5);
      },
    });
    const samples = interleave(bench, [arm('a'), arm('b')], { warmups: 2, rounds: 8 });
    expect([...samples].map(([name, times]) => [name, times.length]).sort()).toEqual([
      ['a', 8],
      ['a/part', 8],
      ['b', 8],
      ['b/part', 8],
    ]);
    expect(samples.get('a/part')).toEqual(Array.from({ length: 8 }, () => 5));
    const rounds = Array.from({ length: 10 }, (_, round) => order.slice(2 * round, 2 * round + 2).join(''));
    expect([...new Set(rounds)].sort()).toEqual(['ab', 'ba']);
  });

  it('draws the same order from the same seed', () => {
    const draw = (seed: number): number[] => new Random(seed).shuffled([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
    expect(draw(3).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('arguments', () => {
  it('takes all rows unless some are named', () => {
    expect(argumentsOf([], [1, 2, 11])?.rows).toEqual([1, 2, 11]);
    expect(argumentsOf(['--rows', '11, 1', '--check', '--seed', '9'], [1, 2, 11])).toEqual({
      check: true,
      explain: false,
      quick: false,
      rows: [1, 11],
      seed: 9,
      record: false,
    });
  });

  it.each([
    [['--rows', '3'], 'there are the rows 1, 2'],
    [['--rows', '1,,2'], 'there are the rows 1, 2'],
    [['--seed=-1'], 'expected an integer'],
    [['--record', '--rows', '1'], 'only a complete run is recorded'],
    [['--record', '--quick'], 'only a complete run is recorded'],
    [['--fast'], "Unknown option '--fast'"],
  ])('fails: %p', (argv, message) => {
    expect(() => argumentsOf(argv, [1, 2])).toThrow(message);
  });
});

describe('the command lines of scripts', () => {
  it.each(['scripts/fuzz/yaml/main.ts', 'scripts/torture/main.ts', 'bench/main.ts', 'bench/peers/main.ts'])(
    '%s: help is no run, and nonsense is one line',
    (script) => {
      const call = (...args: string[]) =>
        spawnSync(process.execPath, ['--conditions', 'rackproof-checkout', '--import', 'tsx', script, ...args], {
          cwd: root,
          encoding: 'utf8',
        });
      expect(call('--help')).toMatchObject({
        status: 0,
        stderr: '',
        stdout: expect.stringMatching(/^npm run /) as string,
      });
      const bogus = call('--bogus');
      expect(bogus).toMatchObject({ status: 2, stdout: '' });
      expect(bogus.stderr).toMatch(/^Unknown option '--bogus'.*\(--help tells what there is\)\n$/);
    },
  );

  it('takes whole numbers in their range', () => {
    expect(wholeNumber('kills', '7', { least: 1, most: 9 })).toBe(7);
  });

  it.each(['0', '10', '-1', '1.5', '1e3', '', 'many'])('fails: --kills %j', (text) => {
    expect(() => wholeNumber('kills', text, { least: 1, most: 9 })).toThrow('expected an integer from 1 to 9');
  });
});

describe('correctness', () => {
  const text = (name: string, value: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  key: ${value}\n`;

  it('compares documents whatever their order and files', () => {
    expect(sameDocuments([text('a', 'x'), text('b', 'y')], [`${text('b', '"y"')}---\n${text('a', 'x')}`])).toBe(2);
  });

  it.each([
    ['another value', [text('a', 'x')], [text('a', 'z')]],
    ['a document that only one has', [text('a', 'x')], [text('a', 'x'), text('b', 'x')]],
    ['a document that is there twice', [text('a', 'x'), text('a', 'x')], [text('a', 'x')]],
  ])('fails: %s', (_title, ours, theirs) => {
    expect(() => sameDocuments(ours, theirs)).toThrow(/is not the same object|identities/);
  });
});

describe('npm run bench', () => {
  const scratch = openScratch();
  scratch?.remove();
  const title = 'runs the rows of one process, and checks what it measures';
  const inMemory = scratch === undefined ? it.skip : it;
  inMemory(scratch === undefined ? `${title} (no file system in memory here)` : title, () => {
    const node = ['--expose-gc', '--conditions', 'rackproof-checkout', '--import', 'tsx', 'bench/main.ts'];
    const args = ['--quick', '--check', '--rows', '1,2,3,4,5,7,9'];
    const { stdout, stderr, status } = spawnSync(process.execPath, [...node, ...args], { cwd: root, encoding: 'utf8' });
    expect(stderr).toContain('[1 synthesis / floor] round 1 of 3');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^- plain: 48 documents equal to those of cdk8s$/m);
    expect(stdout).toMatch(/^\| 1 \| synth\/floor 20 \| \S+ x \| \S+ - \S+ \|/m);
    expect(stdout).toMatch(/^\| 7 \| memory\/object 80 to 320 \|/m);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('second run writes: 0');
  });
});
