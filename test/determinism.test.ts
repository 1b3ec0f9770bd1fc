import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineProgram } from '../cli/program';
import { run } from '../cli/run';
import { defineSite, type SiteInput } from '../constructs/model';
import { nodeBinary, OTHER_NODES } from '../scripts/nodes';
import homelab from '../site/homelab';
import type { Program } from '../synth/program';
import { at, withoutClockAndChance } from './fixtures/boundary';
import { Random } from './fixtures/random';
import { variedProgram, type Order } from './fixtures/varied';

const root = join(__dirname, '..');

/** What `fixtures/digest.ts` prints. */
interface Digests {
  readonly here: { readonly locale: string; readonly timeZone: string; readonly words: string };
  readonly digests: Readonly<Record<string, string>>;
}

function digests(environment: NodeJS.ProcessEnv = {}, { node = process.execPath, cwd = root } = {}): Digests {
  const flags = ['--require', require.resolve('tsx/cjs'), '--conditions', 'rackproof-checkout'];
  const { stdout, stderr } = spawnSync(node, [...flags, join(__dirname, 'fixtures/digest.ts')], {
    cwd,
    env: { PATH: process.env['PATH'], ...environment },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Digests;
}

describe('every byte that is written, inventory included', () => {
  const { digests: expected } = digests();

  it('is the same at every time of the clock, in reverse order, and is made without a clock and without chance', () => {
    expect(Object.keys(expected)).toHaveLength(5);
    expect(expected['homelab']).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(Object.values(expected)).size).toBe(2);
    expect(expected['shuffled']).toBe(expected['varied']);
  });

  const elsewhere = { HOME: '/nonexistent', USER: 'nobody', LOGNAME: 'nobody', HOSTNAME: 'other', SHELL: '/bin/false' };
  const terminal = { TERM: 'xterm-256color', COLORTERM: 'truecolor', FORCE_COLOR: '3', COLUMNS: '20' };
  const chance = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`X_${index}_${Math.random()}`, 'x']));
  const runner = {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    NO_COLOR: '1',
    TERM: 'dumb',
    CDK8S_DISABLE_SORT: '1',
    ...chance,
  };

  // Languages that order `ä` after `z`, or fold `I` to a letter without a dot; zones with odd offsets on both sides of the date line.
  it.each([
    { locale: 'C', zone: 'UTC', umask: '000', cwd: '/', environment: {}, words: 'aäz' },
    {
      locale: 'en_US.UTF-8',
      zone: 'Pacific/Kiritimati',
      umask: '077',
      cwd: root,
      environment: elsewhere,
      words: 'aäz',
    },
    { locale: 'sv_SE.UTF-8', zone: 'America/St_Johns', umask: '027', cwd: '/', environment: terminal, words: 'azä' },
    { locale: 'tr_TR.UTF-8', zone: 'Asia/Kathmandu', umask: '022', cwd: __dirname, environment: runner, words: 'aäz' },
  ])(
    'is the same in $locale and $zone, umask $umask, from $cwd',
    ({ locale, zone, umask, cwd, environment, words }) => {
      const language = { LC_ALL: locale, LANG: locale, LANGUAGE: locale, TZ: zone, DIGEST_UMASK: umask };
      const { here, digests: found } = digests({ ...language, ...environment }, { cwd });
      // The language and the zone have arrived: otherwise the same bytes would prove nothing.
      expect(here).toMatchObject({ words, timeZone: zone === 'Asia/Kathmandu' ? 'Asia/Katmandu' : zone });
      expect(found).toEqual(expected);
    },
  );

  for (const version of OTHER_NODES) {
    const node = nodeBinary(version);
    // `npm test` fetches it; without a network there is nothing to run on.
    (existsSync(node) ? it : it.skip)(`is the same on Node ${version}, in another language and zone`, () => {
      expect(digests({ LC_ALL: 'sv_SE.UTF-8', TZ: 'America/St_Johns', ...elsewhere }, { node }).digests).toEqual(
        expected,
      );
    });
  }
});

describe('order that means nothing', () => {
  const filesOf = (program: Program): Record<string, string> =>
    Object.fromEntries(run(program, root).files.map(({ path, content }) => [path, String(content)]));

  it('of charts, stacks, objects, dependencies and keys: 100 random ones give the same files', () => {
    const expected = filesOf(variedProgram());
    expect(Object.keys(expected).length).toBeGreaterThan(40);
    expect(JSON.parse(expected['report.json'] ?? '')).toMatchObject({
      findings: [{ rule: 'structure/apply-size' }],
      waived: [{ rule: 'structure/apply-size' }],
    });
    for (let seed = 1; seed <= 100; seed += 1) {
      expect({ seed, differing: differing(expected, filesOf(variedProgram(shuffle(seed)))) }).toEqual({
        seed,
        differing: [],
      });
    }
  });

  it('of the keys of a site, in every map at once: reversed, and 30 random ones', () => {
    const expected = filesOf(defineProgram({ site: homelab }));
    const orders = [
      <T>(items: readonly T[]): T[] => [...items].reverse(),
      ...Array.from({ length: 30 }, (_, n) => shuffle(n)),
    ];
    for (const [index, order] of orders.entries()) {
      const site = defineSite(withKeysIn(order, homelab) as SiteInput);
      expect({ index, differing: differing(expected, filesOf(defineProgram({ site }))) }).toEqual({
        index,
        differing: [],
      });
    }
  });

  it('of the charts and stacks that follow from the site', () => {
    const plain = defineProgram({ site: homelab });
    const reversed: Program = {
      ...plain,
      charts: (...given) => {
        // The Applications come last: there is one for every chart that was built.
        const [apps, ...others] = [...plain.charts(...given)].reverse();
        return [...others, apps!];
      },
      stacks: (...given) => [...plain.stacks(...given)].reverse(),
    };
    expect(differing(filesOf(plain), filesOf(reversed))).toEqual([]);
  });
});

describe('the boundary itself', () => {
  it.each<[string, () => unknown]>([
    ['Math.random', () => Math.random()],
    ['Date.now', () => Date.now()],
    ['new Date()', () => new Date()],
    ['performance.now', () => performance.now()],
    ['crypto.randomUUID', () => crypto.randomUUID()],
    ['crypto.getRandomValues', () => crypto.getRandomValues(new Uint8Array(1))],
    ['crypto.randomBytes', () => randomBytes(1)],
  ])('refuses %s inside and leaves it alone outside', (what, ask) => {
    expect(() => withoutClockAndChance(ask)).toThrow(`${what} was asked`);
    expect(ask).not.toThrow();
  });

  it('moves the clock, and knows other times', () => {
    expect(at('1971-01-01T00:00:00Z', () => [Date.now(), new Date().getUTCFullYear()])).toEqual([31_536_000_000, 1971]);
    expect(withoutClockAndChance(() => new Date(0).toISOString())).toBe('1970-01-01T00:00:00.000Z');
    expect(Date.now()).toBeGreaterThan(Date.parse('2026-01-01T00:00:00Z'));
  });
});

/** Paths that only one has, or whose contents differ. */
function differing(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((path) => a[path] !== b[path]);
}

/** A random order, the same for the same seed. */
function shuffle(seed: number): Order {
  const random = new Random(seed);
  return (items) => random.shuffled(items);
}

/** The same data with the members of every map in another order; lists keep theirs. */
function withKeysIn(order: Order, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withKeysIn(order, item));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(order(Object.entries(value)).map(([key, member]) => [key, withKeysIn(order, member)]));
}
