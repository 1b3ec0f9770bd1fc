import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terminal } from '../../cli/output';

const root = join(__dirname, '../..');
const tsx = require.resolve('tsx');
let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'rackproof-cdk8s-'));
});

afterAll(() => {
  rmSync(scratch, { recursive: true });
});

/** Starts an app as the CLI of cdk8s does: with the folder that it is to fill. */
function app(file: string, outdir: string | undefined, cwd = root): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, ['--conditions', 'rackproof-checkout', '--import', tsx, file], {
    cwd,
    env: { PATH: process.env['PATH'], ...(outdir === undefined ? {} : { CDK8S_OUTDIR: outdir }) },
    encoding: 'utf8',
  });
}

describe('the app of cdk8s synth', () => {
  const main = join(root, 'charts/main.ts');

  it('writes the cluster tree alone into a folder that cdk8s.yaml does not name, whatever it is called', () => {
    const outdir = join(scratch, 'elsewhere/clusters');
    expect(app(main, outdir).status).toBe(0);
    expect(readdirSync(join(scratch, 'elsewhere'))).toEqual(['clusters']);
    expect(readdirSync(outdir).sort()).toEqual(['home', 'inventory.json']);
  });

  it('writes the whole output beside the folder that cdk8s.yaml names', () => {
    const project = mkdtempSync(join(scratch, 'project-'));
    writeFileSync(join(project, 'cdk8s.yaml'), 'output: out/clusters\n');
    expect(app(main, 'out/clusters', project).status).toBe(0);
    expect(readdirSync(join(project, 'out')).sort()).toEqual(['clusters', 'inventory.json', 'pulumi', 'report.json']);
  });

  it('does nothing where cdk8s did not start it', () => {
    const project = mkdtempSync(join(scratch, 'bare-'));
    expect(app(main, undefined, project).status).toBe(0);
    expect(readdirSync(project)).toEqual([]);
  });

  it('fails: a site with an error, with the findings on stderr and nothing written', () => {
    const file = join(scratch, 'broken.ts');
    const change = "{ ...EXAMPLE_SITE, domain: 'Not A Domain' }";
    writeFileSync(
      file,
      [
        `import { EXAMPLE_SITE } from '${root}/guardrails/engine/example-site';`,
        `import { cdk8sApp, defineProgram, defineSite } from '${root}/index';`,
        `export default cdk8sApp(defineProgram({ site: defineSite(${change}) }));`,
      ].join('\n'),
    );
    const outdir = join(scratch, 'never/clusters');
    const { status, stderr } = app(file, outdir);
    expect(status).toBe(1);
    expect(stderr).toContain('[site/domain]');
    expect(existsSync(join(scratch, 'never'))).toBe(false);
  });
});

describe('the terminal', () => {
  it('takes secrets of the environment out of everything', () => {
    process.env['CANARY_TOKEN'] = 'canary-55aa';
    const written: string[] = [];
    const keep = (text: string | Uint8Array): boolean => written.push(String(text)) > 0;
    const spies = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation(keep),
    );
    try {
      const output = terminal();
      output.product('a canary-55aa b');
      output.json({ text: 'canary-55aa' });
      output.note('canary-55aa');
    } finally {
      spies.forEach((spy) => {
        spy.mockRestore();
      });
      delete process.env['CANARY_TOKEN'];
    }
    expect(written).toHaveLength(3);
    expect(written.join('')).not.toContain('canary-55aa');
  });
});
