import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { resolve } from '../../constructs/model';
import site from '../../site/homelab';
import { stacks } from '../../stacks';
import { planOf } from '../../synth/plan';
import { renderStack } from '../../synth/render/host';

const ROOT = join(__dirname, '../..');

/** Runs the project's program with mocks in the place of the engine, started as Pulumi.yaml says. */
const HARNESS = `
const { pulumi } = JSON.parse(process.argv[2]);
const sdk = require('@pulumi/pulumi');
const registered = [];
sdk.runtime.setMocks({
  newResource: ({ type, name, custom, inputs }) => {
    registered.push({ type, name, custom, inputs });
    return { id: name, state: inputs };
  },
  call: ({ inputs }) => inputs,
}, pulumi.project, pulumi.stack);
sdk.runtime.setAllConfig(pulumi.config, Object.keys(pulumi.config));
const withoutMarks = (_key, value) => (value?.['4dabf18193072939515e22adb298388d'] ? value.value : value);
process.on('exit', () => console.log(JSON.stringify(registered, withoutMarks)));
try {
  require(pulumi.main);
} catch (error) {
  console.error(error.constructor.name + ': ' + error.message);
  process.exitCode = 1;
}
`;

interface Project {
  readonly main: string;
  readonly name: string;
  readonly runtime: { readonly options: { readonly nodeargs: string } };
}

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly inputs: object;
}

describe('the Pulumi program of a clean checkout, without a build', () => {
  let copy: string;
  let project: Project;

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'clean-copy-'));
    const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    for (const file of tracked
      .split('\u0000')
      .filter((name) => /\.(?:ts|json|yaml)$/.test(name) && !/^(?:test|dist)\//.test(name))) {
      cpSync(join(ROOT, file), join(copy, file));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    writeFileSync(join(copy, 'harness.cjs'), HARNESS);
    project = parse(readFileSync(join(copy, 'Pulumi.yaml'), 'utf8')) as Project;
  });
  afterAll(() => {
    rmSync(copy, { recursive: true });
  });

  function run(stack: string, config: Readonly<Record<string, string>>) {
    const main = join(copy, project.main);
    const pulumi = { project: project.name, stack, config, main };
    const args = [
      ...project.runtime.options.nodeargs.split(' '),
      join(copy, 'harness.cjs'),
      JSON.stringify({ pulumi }),
    ];
    // Pulumi starts the program in the folder of its main file.
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: join(main, '..'), encoding: 'utf8' });
    return { status, registered: JSON.parse(stdout) as Registered[], stderr };
  }

  it('registers the resources that plan.json lists', () => {
    const [builder] = stacks(resolve(site));
    const planned = planOf({ resources: renderStack(builder!.build()).leaves }).resources;
    const keys = JSON.stringify(planned).match(/(?<=\$\{secret:)[^}]+/g) ?? [];
    const config = Object.fromEntries(keys.map((key) => [`${project.name}:${key}`, `\${secret:${key}}`]));
    const { status, registered, stderr } = run(builder!.stack, config);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const byName = <T extends { name: string }>(resources: T[]): T[] =>
      resources.sort((a, b) => (a.name < b.name ? -1 : 1));
    const custom = byName(registered.filter((resource) => resource.custom));
    expect(custom.map(({ type, name, inputs }) => ({ type, name, inputs }))).toEqual(
      byName([...planned]).map(({ type, name, inputs }) => ({ type, name, inputs })),
    );
  });

  it('fails: a stack that the site does not have, with one finding and no stack trace', () => {
    const { status, registered, stderr } = run('prod', {});
    expect(status).toBe(1);
    expect(registered).toEqual([]);
    expect(stderr).toContain('RunError: nothing was registered:\n\n[stack/unknown] site homelab');
    expect(stderr).not.toMatch(/^\s+at .*:\d+/m);
  });
});
