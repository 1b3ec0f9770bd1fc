import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdk8sApp } from '../../cli/cdk8s';
import { styleFor } from '../../cli/text/style';
import { findingText } from '../../guardrails/engine/finding-text';
import { summaryText } from '../../cli/text/summary';
import { run } from '../../cli/run';
import { defineProgram } from '../../cli/program';
import { EXAMPLE_SITE } from '../../guardrails/engine/example-site';
import type { CheckResult } from '../../guardrails/engine/check';
import { writeOutput } from '../../synth/writer';
import { RULES } from '../../guardrails/registry';

const root = join(__dirname, '../..');
const tsx = require.resolve('tsx');
let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'rackproof-cli-'));
});

afterAll(() => {
  rmSync(scratch, { recursive: true });
});

interface Options {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly preload?: string;
}

function rackproof(args: readonly string[], { cwd = root, env = {}, preload }: Options = {}): SpawnSyncReturns<string> {
  const imports = [...(preload === undefined ? [] : ['--require', preload]), '--import', tsx];
  const result = spawnSync(process.execPath, [...imports, join(root, 'cli/main.ts'), ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    encoding: 'utf8',
  });
  expect(`${result.stdout}${result.stderr}`).not.toMatch(/^\s+at .+:\d+:\d+/m);
  return result;
}

function json(result: SpawnSyncReturns<string>): unknown {
  return JSON.parse(result.stdout) as unknown;
}

/** Writes a site file into a folder of its own and returns its path. */
function siteFile(name: string, text: string): string {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'site.ts');
  writeFileSync(file, text);
  return file;
}

/** Source of a module that changes the example site. */
function changedSite(change: string): string {
  return [
    `import { EXAMPLE_SITE } from '${root}/guardrails/engine/example-site';`,
    `import { defineSite } from '${root}/constructs/model';`,
    `import { defineProgram } from '${root}/cli/program';`,
    `import { Chart, ApiObject } from '${root}/node_modules/cdk8s';`,
    change,
  ].join('\n');
}

describe('rules and explain', () => {
  it('lists every rule as JSON', () => {
    const result = rackproof(['rules', '--json']);
    expect(result.status).toBe(0);
    const { rules } = json(result) as { rules: { id: string }[] };
    expect(rules.map(({ id }) => id)).toEqual([...RULES.keys()]);
    expect(Object.keys(rules[0]!).sort()).toEqual(['id', 'lesson', 'severity', 'summary']);
  });

  it('explains a rule with its rows', () => {
    const { status, stdout } = rackproof(['explain', 'postgres/guaranteed-qos']);
    expect(status).toBe(0);
    expect(stdout).toContain('## Refused');
    expect(stdout).toContain('kind: Cluster');
  });

  it.each(['toString', 'postgres/guaranted-qos', 'guaranteed-qos', 'guarantedqos'])(
    'fails: explain %s, a rule that does not exist',
    (id) => {
      const { status, stdout, stderr } = rackproof(['explain', id]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(`there is no rule "${id}"`);
      expect(stderr.includes('did you mean postgres/guaranteed-qos?')).toBe(id !== 'toString');
    },
  );
});

describe('usage', () => {
  it('fails: synht, with a suggestion', () => {
    const { status, stdout, stderr } = rackproof(['synht']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('synth');
    expect(stderr).toMatch(/did you mean synth\?/i);
  });

  it('fails: an unknown option, as one JSON document', () => {
    const result = rackproof(['check', '--json', '--sitte', 'x']);
    expect(result.status).toBe(2);
    expect((json(result) as { code: string }).code).toBe('usage');
  });

  it('fails: no command at all, with the list of commands', () => {
    const { status, stdout, stderr } = rackproof([]);
    expect(status).toBe(2);
    expect(`${stdout}${stderr}`).toContain('synth');
  });

  it('prints help and version without complaint', () => {
    expect(rackproof(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const help = rackproof(['synth', '--help']);
    expect(help.status).toBe(0);
    expect(help.stdout).toContain('--adopt');
  });
});

describe('a site file', () => {
  it.each([
    ['that is not there', 'missing', undefined, 'there is no file'],
    ['that has a syntax error', 'syntax', 'export default {', 'does not load'],
    ['that throws', 'throws', "throw new Error('the disk is full');", 'the disk is full'],
    ['that throws no Error', 'throws-text', "throw 'oops';", 'does not load'],
    [
      'that throws a message with a secret',
      'secret',
      "throw new Error('boom PASSWORD=hunter2hunter2');",
      'boom PASSWORD=<',
    ],
    ['that exports something else', 'other', 'export default { name: 1 };', 'neither a site nor a program'],
    ['that exports nothing', 'nothing', 'const x = 1;', 'neither a site nor a program'],
  ])('fails: %s', (_what, name, text, message) => {
    const file = text === undefined ? join(scratch, 'none.ts') : siteFile(name, text);
    const result = rackproof(['check', '--json', '--site', file]);
    expect(result.status).toBe(2);
    expect((json(result) as { code: string }).code).toBe('site-file');
    expect(result.stderr).toContain(message);
    expect(`${result.stdout}${result.stderr}`).not.toContain('hunter2hunter2');
  });

  it('may print: what it prints is not the product', () => {
    const file = siteFile('noise', changedSite("console.log('noise'); export default EXAMPLE_SITE;"));
    const result = rackproof(['check', '--json', '--site', file]);
    expect(json(result)).toMatchObject({ version: 1, site: 'example' });
    expect(result.stderr).toContain('noise');
  });

  it.each([
    ['a timer', "setTimeout(() => { throw new Error('late'); }, 0);"],
    ['a promise that nobody awaits', "void Promise.reject(new Error('late'));"],
  ])('fails: that fails later, in %s, without a stack trace', (_what, code) => {
    const file = siteFile('late', changedSite(`${code} export default EXAMPLE_SITE;`));
    const { status, stderr } = rackproof(['check', '--site', file]);
    expect(status).toBe(2);
    expect(stderr).toContain('late');
  });

  it('fails: two files in site/ and no choice', () => {
    const folder = join(scratch, 'two');
    mkdirSync(join(folder, 'site'), { recursive: true });
    writeFileSync(join(folder, 'site/a.ts'), '');
    writeFileSync(join(folder, 'site/b.ts'), '');
    const { status, stderr } = rackproof(['check'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain('a.ts, b.ts');
  });
});

/** A program whose site, a chart, an object and a stack are all wrong at once. */
const BROKEN = changedSite(`
const site = defineSite({ ...EXAMPLE_SITE, networks: { ...EXAMPLE_SITE.networks, twin: { cidr: '192.0.2.0/25' } } });
export default defineProgram({
  site,
  charts: () => [
    { app: 'broken', build: () => { throw new Error('chart: ' + process.env.MY_TOKEN); } },
    { app: 'bad', build: (app) => {
      const chart = new Chart(app, 'bad');
      new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'Bad_Name', namespace: 'default' },
        spec: { containers: [{ name: 'app', imag: 'x' }] } });
    } },
  ],
  stacks: () => [{ stack: 'broken', build: () => { throw new Error('stack'); } }],
});
`);

describe('findings', () => {
  it('fails: findings of every origin come together, nothing is written, no secret of the environment is shown', () => {
    const file = siteFile('broken', BROKEN);
    const out = join(scratch, 'broken/dist');
    const env = { MY_TOKEN: 'canary-7f3a9d' };
    const result = rackproof(['synth', '--json', '--site', file, '--out', out], { env });
    expect(result.status).toBe(1);
    expect(`${result.stdout}${result.stderr}`).not.toContain('canary-7f3a9d');
    const { findings } = json(result) as { findings: Record<string, string>[] };
    const rules = findings.map(({ rule }) => rule);
    expect(rules).toEqual(
      expect.arrayContaining(['site/overlapping-cidrs', 'render/part-failed', 'structure/name', 'structure/schema']),
    );
    expect(findings.filter(({ rule }) => rule === 'render/part-failed').map(({ where }) => where)).toEqual([
      'broken',
      'home/broken',
    ]);
    for (const finding of findings) {
      for (const part of ['rule', 'severity', 'where', 'path', 'got', 'expected', 'why', 'fix', 'docs']) {
        expect({ part, text: finding[part], rule: finding['rule'] }).toEqual({
          part,
          text: expect.stringMatching(/\S/) as string,
          rule: finding['rule'],
        });
      }
    }
    expect(readdirSync(join(scratch, 'broken'))).toEqual(['site.ts']);
  });

  it('are text for people on stderr, and nothing on stdout', () => {
    const { status, stdout, stderr } = rackproof(['check', '--site', siteFile('broken', BROKEN)]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('[structure/name]');
    expect(stderr).toMatch(/^\d+ errors, \d+ warnings?$/m);
  });

  it('come after what is waived, with the reasons, and what is not modelled', () => {
    const { status, stderr } = rackproof(['check']);
    const report = JSON.parse(readFileSync(join(root, 'dist/report.json'), 'utf8')) as CheckResult;
    expect(status).toBe(0);
    expect(report.waived.length * report.notModelled.length).toBeGreaterThan(0);
    for (const { rule, where, reason } of report.waived) {
      expect(stderr).toContain(`  ${rule} at ${where}: ${reason}\n`);
    }
    for (const { what, reason, count } of report.notModelled) {
      expect(stderr).toContain(`  ${what}: ${reason} (${count})\n`);
    }
  });

  it('cannot drive the terminal', () => {
    const evil = 'a\u001b[31mb\u0007';
    const finding = {
      rule: 'structure/name',
      severity: 'error',
      where: evil,
      object: evil,
      path: evil,
      got: evil,
      expected: evil,
      why: 'x',
      fix: 'x',
      docs: 'x',
    } as const;
    expect(findingText(finding, styleFor({ isTTY: false }))).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

describe('the output of another site', () => {
  const files = [{ path: 'clusters/a.yaml', content: 'a' }];

  it('fails: synth with a forgotten --out, and cdk8s; nothing is removed', () => {
    const out = join(scratch, 'taken');
    expect(writeOutput({ out, files, owner: 'first' })).toMatchObject({ ok: true });
    const example = siteFile('second', changedSite('export default EXAMPLE_SITE;'));
    const synth = rackproof(['synth', '--json', '--site', example, '--out', out]);
    expect(synth.status).toBe(2);
    expect(json(synth)).toMatchObject({ code: 'writer/other-site', findings: [{ got: 'the output of first' }] });
    const tree = ['clusters', 'clusters/a.yaml', 'inventory.json'];
    expect(readdirSync(out, { recursive: true }).sort()).toEqual(tree);
    cdk8sApp(defineProgram({ site: EXAMPLE_SITE }), { CDK8S_OUTDIR: out });
    expect(process.exitCode).toBe(2);
    process.exitCode = undefined;
    expect(readdirSync(out, { recursive: true }).sort()).toEqual(tree);
  });

  it('is told path by path once it is replaced, ten at most', () => {
    const removed = Array.from({ length: 12 }, (_, index) => `clusters/${String.fromCharCode(97 + index)}.yaml`);
    const outcome = { ok: true, written: [], unchanged: 0, removed, edited: ['x.yaml'], healed: false } as const;
    const at = { out: 'dist', milliseconds: 1 };
    const text = summaryText(run(defineProgram({ site: EXAMPLE_SITE })), outcome, at);
    expect(text).toContain(`\nremoved:\n  clusters/a.yaml\n`);
    expect(text).toContain(`\n  clusters/j.yaml\n  and 2 more\nedited since the last run, and replaced:\n  x.yaml`);
    const quiet = summaryText(run(defineProgram({ site: EXAMPLE_SITE })), { ...outcome, removed: [], edited: [] }, at);
    expect(quiet).not.toMatch(/removed:|edited/);
  });
});

describe('terminal', () => {
  it('has colours only on a terminal, and never with NO_COLOR', () => {
    expect(styleFor({ isTTY: true }, {}).red('x')).toContain('\u001b[');
    expect(styleFor({ isTTY: true }, { NO_COLOR: '1' }).red('x')).toBe('x');
    expect(styleFor({ isTTY: false }, {}).red('x')).toBe('x');
    const { stdout, stderr } = rackproof(['check'], { env: { NO_COLOR: '1' } });
    expect(`${stdout}${stderr}`).not.toContain('\u001b');
  });

  it('may close its end of the pipe', () => {
    const command = `'${process.execPath}' --import '${tsx}' cli/main.ts rules --json | head -c 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^\{0\n$/);
  });

  it('is all that is spoken to: no connection is opened and no name looked up', () => {
    const preload = join(__dirname, '../fixtures/no-network.cjs');
    const result = rackproof(['check'], { preload });
    expect(result.status).toBe(0);
    expect(result.stderr).toMatch(/\n0 errors, 0 warnings\n$/);
  });
});
