import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import ts from 'typescript';
import { run } from '../cli/run';
import type { SiteInput } from '../constructs/model';
import * as cdk8s from 'cdk8s';
import * as core from '../constructs/core';
import * as postgres from '../constructs/postgres';
import * as rackproof from '../index';
import type { Program } from '../synth/program';

const root = join(__dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

/** Code blocks of one language. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code]) => code!);
}

/** Messages of the compiler for a file that is somebody else's, with this package under its own name. */
function compile(code: string): string[] {
  const file = join(root, 'charts/readme-example.ts');
  const options: ts.CompilerOptions = {
    ...ts.parseJsonConfigFileContent(
      ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile.bind(ts.sys)).config,
      ts.sys,
      root,
    ).options,
    noEmit: true,
    paths: {
      rackproof: ['./index.ts'],
      'rackproof/postgres': ['./constructs/postgres/index.ts'],
      'rackproof/testing': ['./testing/index.ts'],
    },
  };
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.readFile = (name) => (name === file ? code : readFile(name));
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, version, ...rest) =>
    name === file ? ts.createSourceFile(name, code, version) : getSourceFile(name, version, ...rest);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

type Evaluated = (require: (name: string) => unknown, exports: unknown) => void;

/** Default export of an example, which is given this package under its own name. */
function evaluate(code: string, modules: Readonly<Record<string, unknown>>): unknown {
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: false };
  const module = { exports: {} as { default?: unknown } };
  const known: Readonly<Record<string, unknown>> = {
    cdk8s,
    rackproof,
    'rackproof/core': core,
    'rackproof/postgres': postgres,
    ...modules,
  };
  const evaluated = compileFunction(ts.transpile(code, options), ['require', 'exports']) as Evaluated;
  evaluated((name) => known[name], module.exports);
  return module.exports.default;
}

describe('README', () => {
  it.each(blocks(readme, 'ts').map((code, index) => [index + 1, code] as const))(
    'example %i compiles',
    (_index, code) => {
      expect(compile(code)).toEqual([]);
    },
  );

  it('has a site and a program without findings', () => {
    const [siteCode, programCode] = blocks(readme, 'ts');
    const site = evaluate(siteCode!, {}) as SiteInput;
    const program = evaluate(programCode!, { '../site': { default: site } }) as Program;
    for (const [given, databases] of [
      [rackproof.defineProgram({ site }), ['pg-main']],
      [program, ['pg-main', 'wiki-db']],
    ] as const) {
      const { findings, bundle } = run(given);
      expect(findings).toEqual([]);
      const clusters = bundle.objects.filter(({ manifest }) => manifest.kind === 'Cluster');
      expect(clusters.map(({ manifest }) => manifest.metadata.name).sort()).toEqual(databases);
    }
  });

  it('fails: an example with a misspelt host does not compile', () => {
    const [site] = blocks(readme, 'ts');
    expect(compile(site!.replace("host: 'pve2'", "host: 'pve3'")).join('\n')).toMatch(/"pve3".*"pve1".*"pve2"/s);
  });

  it('names only scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...`${readme}${contributing}`.matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe.each([
  ['README.md', readme],
  ['CONTRIBUTING.md', contributing],
])('%s', (_name, text) => {
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link!);

  it.each(links.map((link) => [link] as const))('links to %s, which is there', (link) => {
    expect(ts.sys.fileExists(join(root, link)) || ts.sys.directoryExists(join(root, link))).toBe(true);
  });
});
