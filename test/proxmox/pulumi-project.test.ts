import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolve } from '../../constructs/model';
import { isSecretName } from '../../guardrails/engine/secrets';
import site from '../../site/homelab';
import { stacks } from '../../stacks';
import { pulumiProjectViolations, readPulumiProject } from '../../synth/pulumi-project';
import { renderStack } from '../../synth/render/host';

const ROOT = join(__dirname, '../..');

describe('pulumiProjectViolations', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulumi-project-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
  };
  const found = (resources: Parameters<typeof pulumiProjectViolations>[1] = []): string[] =>
    pulumiProjectViolations(folder, resources).map(({ where, violation }) => `${where} ${violation.at}`);

  it('reads the project file and every stack file, whatever their ending', () => {
    write('Pulumi.yaml', 'name: x\n');
    write('Pulumi.hosts.yml', 'config: {}\n');
    write('Pulumi.backup.json', '{"config": {}}');
    write('pulumi.txt', 'config: {token: x}');
    const files = readPulumiProject(folder).map(({ file }) => file);
    expect(files).toEqual(['Pulumi.yaml', 'Pulumi.backup.json', 'Pulumi.hosts.yml']);
  });

  it('fails: a secret in clear in a stack file, also in the folder that stackConfigDir names', () => {
    write('Pulumi.yaml', 'name: x\nstackConfigDir: stacks\n');
    mkdirSync(join(folder, 'stacks'));
    write('stacks/Pulumi.backup.yaml', 'config:\n  x:pve-api-token: not-a-real-token\n');
    expect(found()).toEqual(['stacks/Pulumi.backup.yaml config["x:pve-api-token"]']);
  });

  it('fails: a key that the program reads as a secret, whatever its name', () => {
    write('Pulumi.yaml', 'name: x\n');
    write('Pulumi.backup.yaml', 'config:\n  x:pin: 4711\n');
    expect(found()).toEqual([]);
    const resource = {
      plane: 'host',
      stack: 'backup',
      where: '',
      type: '',
      name: '',
      dependsOn: [],
      options: {},
    } as const;
    expect(found([{ ...resource, inputs: { nested: [{ pin: '${secret:pin}' }] } }])).toEqual([
      'Pulumi.backup.yaml config["x:pin"]',
    ]);
  });

  it('never repeats the value', () => {
    write('Pulumi.backup.yaml', 'config:\n  x:password: hunter2-XYZZY\n  y:token:\n    secure: hunter2-XYZZY\n');
    expect(pulumiProjectViolations(folder, [])).toHaveLength(2);
    expect(JSON.stringify(pulumiProjectViolations(folder, []))).not.toContain('hunter2');
  });

  it('is silent where there is no project', () => {
    expect(found()).toEqual([]);
    rmSync(folder, { recursive: true });
    expect(found()).toEqual([]);
    mkdirSync(folder);
  });
});

describe('the committed project', () => {
  it('holds no secret in clear', () => {
    expect(pulumiProjectViolations(ROOT, [])).toEqual([]);
  });

  it('names in each example of stack configuration exactly the secrets that the stack needs', () => {
    const files = new Map(readPulumiProject(ROOT).map(({ file, text }) => [file, text]));
    for (const builder of stacks(resolve(site))) {
      const text = JSON.stringify(renderStack(builder.build()).leaves.map(({ inputs }) => inputs));
      const needed = new Set(text.match(/(?<=\$\{secret:)[^}]+/g));
      const example = files.get(`Pulumi.${builder.stack}.yaml`) ?? '';
      const named = new Set(example.match(/(?<=pulumi config set --secret )\S+/g));
      expect([...named].sort()).toEqual([...needed].sort());
      expect([...needed].every(isSecretName)).toBe(true);
    }
  });

  it('lets Node run the program without a build', () => {
    const [project] = readPulumiProject(ROOT);
    expect(project?.text).toMatch(
      /typescript: false\n {4}nodeargs: --conditions rackproof-checkout --import tsx\nmain: stacks\/main.ts\n/,
    );
  });
});
