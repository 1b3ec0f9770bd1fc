import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');
let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'rackproof-load-'));
  write('module/package.json', '{ "type": "module" }');
});

afterAll(() => {
  rmSync(scratch, { recursive: true });
});

function write(name: string, text: string): string {
  const file = join(scratch, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** Runs a script in the checkout; `require` is that of the checkout's root. */
function evaluate(script: string): string {
  const flags = ['--conditions', 'rackproof-checkout', '--require', require.resolve('tsx/cjs')];
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, '--eval', script], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

/** Loads sites one after the other and prints their names, then the loaders of ES modules that were asked for. */
function load(files: readonly string[]): string[] {
  const printed = evaluate(`
    const module = require('node:module');
    const loaders = [];
    for (const name of ['register', 'registerHooks']) {
      const original = module[name];
      module[name] = (...given) => { loaders.push(name); return original(...given); };
    }
    const { loadProgram } = require('./cli/load');
    (async () => {
      for (const file of ${JSON.stringify(files)}) console.log((await loadProgram(file)).site.name);
      console.log('loaders:', loaders.length);
    })();
  `);
  return printed.trim().split('\n');
}

/** Source of an ES module, or of TypeScript, that exports the example site under another name. */
function site(name: string, more = ''): string {
  const example = JSON.stringify(join(root, 'guardrails/engine/example-site'));
  return `import { EXAMPLE_SITE } from ${example};\n${more}\nexport default { ...EXAMPLE_SITE, name: '${name}' };\n`;
}

/** Modules that a command loads. */
function loadedBy(...args: readonly string[]): string[] {
  const printed = evaluate(`
    const { main } = require('./cli/command-line');
    const style = require('./cli/text/style').styleFor({});
    const output = { style, productStyle: style, product() {}, json() {}, note() {} };
    main(${JSON.stringify(args)}, output).then((code) => {
      console.log(JSON.stringify({ code, loaded: Object.keys(require('node:module')._cache) }));
    });
  `);
  const { code, loaded } = JSON.parse(printed) as { code: number; loaded: string[] };
  expect(code).toBe(0);
  return loaded;
}

describe('loading a site', () => {
  it('that is CommonJS asks for no loader of ES modules, which costs more than all of its checks', () => {
    const script = `const { EXAMPLE_SITE } = require('${root}/guardrails/engine/example-site');`;
    const files = [
      write('common/site.ts', site('plain-ts')),
      write('common/site.cts', site('cts')),
      write('common/site.cjs', `${script} module.exports = Object.assign({}, EXAMPLE_SITE, { name: 'cjs' });`),
      write('module/site.cts', site('cts-in-module')),
    ];
    expect(load(files)).toEqual(['plain-ts', 'cts', 'cjs', 'cts-in-module', 'loaders: 0']);
  });

  it('that is an ES module, by its extension or by its package, may await', () => {
    const wait = 'await Promise.resolve();';
    const files = [
      write('module/site.ts', site('ts-in-module', wait)),
      write('module/below/site.ts', site('below', wait)),
      write('common/site.mts', site('mts', wait)),
    ];
    const [loaders, ...names] = load(files).reverse();
    expect(names).toEqual(['mts', 'below', 'ts-in-module']);
    expect(loaders).not.toBe('loaders: 0');
  });
});

describe('a command loads what it needs', () => {
  const HEAVY = /node_modules\/(?:cdk8s|constructs|@pulumi|@muhlba91|@cfworker)\/|\/guardrails\/registry\./;

  it('help: no rule and no library of the two planes', () => {
    expect(loadedBy('--help').filter((file) => HEAVY.test(file))).toEqual([]);
  });

  it('explain: rules, and neither cdk8s nor the site', () => {
    const loaded = loadedBy('explain', 'postgres/guaranteed-qos');
    expect(
      loaded.filter((file) => /node_modules\/(?:cdk8s|constructs|@pulumi)\/|\/site\/homelab\./.test(file)),
    ).toEqual([]);
  });

  it('check: both planes without an SDK of Pulumi, and nothing of other commands', () => {
    const loaded = loadedBy('check');
    expect(loaded.some((file) => file.endsWith('/site/homelab.ts'))).toBe(true);
    const needless = /node_modules\/(?:@pulumi|@muhlba91|typescript)\/|\/cli\/doctor\/|\/commands\/explain\./;
    expect(loaded.filter((file) => needless.test(file))).toEqual([]);
  });

  it('check of a site without pgAdmin: no cdk8s-plus', () => {
    const loaded = loadedBy('check', '--site', write('common/plain.ts', site('plain')));
    expect(loaded.some((file) => file.includes('/node_modules/cdk8s/'))).toBe(true);
    expect(loaded.filter((file) => /node_modules\/cdk8s-plus-\d+\//.test(file))).toEqual([]);
  });
});
