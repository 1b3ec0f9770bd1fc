import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

const root = join(__dirname, '..');
let consumer: string;
let checkout: string;

/** What a user installs besides: the peers of the Kubernetes plane, and the tools that their package.json names. */
const TOOLS = ['cdk8s-cli', 'typescript', 'tsx', 'jest', '@swc/jest', '@swc/core', '@types/jest', '@types/node'];

function node(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
  const path = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
  return spawnSync(process.execPath, args, {
    cwd,
    env: { PATH: path, HOME: process.env['HOME'], CDK8S_CHECK_UPGRADE: 'false', ...env },
    encoding: 'utf8',
  });
}

function passed(result: SpawnSyncReturns<string>): string {
  expect({ status: result.status, output: result.status === 0 ? '' : `${result.stdout}${result.stderr}` }).toEqual({
    status: 0,
    output: '',
  });
  return result.stdout;
}

function bin(name: string, path: string): string {
  return join(consumer, 'node_modules', name, path);
}

/**
 * Packs this package and unpacks it where npm would put it, beside links to exactly what its package.json asks for: a
 * dependency that is not declared is not there. No network is needed.
 */
beforeAll(() => {
  consumer = mkdtempSync(join(tmpdir(), 'rackproof-consumer-'));
  checkout = mkdtempSync(join(tmpdir(), 'rackproof-checkout-'));
  cpSync(join(__dirname, 'consumer'), consumer, { recursive: true });
  passed(
    spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
      cwd: root,
      encoding: 'utf8',
    }),
  );
  const npm = spawnSync('npm', ['pack', '--silent', '--pack-destination', consumer], { cwd: root, encoding: 'utf8' });
  const archive = passed(npm).trim().split('\n').at(-1)!;
  const installed = join(consumer, 'node_modules/rackproof');
  mkdirSync(installed, { recursive: true });
  passed(
    spawnSync('tar', ['-xzf', join(consumer, archive), '-C', installed, '--strip-components=1'], { encoding: 'utf8' }),
  );
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as PackageJson;
  const optional = Object.keys(manifest.peerDependenciesMeta);
  const peers = Object.keys(manifest.peerDependencies).filter((peer) => !optional.includes(peer));
  for (const name of [...Object.keys(manifest.dependencies), ...peers, ...TOOLS]) {
    link(name);
  }
}, 300_000);

interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, unknown>>;
}

function link(name: string): void {
  const target = join(consumer, 'node_modules', name);
  if (!existsSync(target)) {
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), target);
  }
}

afterAll(() => {
  rmSync(consumer, { recursive: true });
  rmSync(checkout, { recursive: true });
});

it('type-checks without any Pulumi package, declarations of libraries included', () => {
  expect(existsSync(join(consumer, 'node_modules/@pulumi'))).toBe(false);
  passed(node([bin('typescript', 'bin/tsc'), '-p', '.'], consumer));
});

it('finds the code and the types of every entry of the package', () => {
  const installed = join(consumer, 'node_modules/rackproof');
  const { exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    exports: Record<string, string | Record<string, string>>;
  };
  // The condition of the checkout leads to sources, which are not packed.
  const files = Object.values(exports).flatMap((entry) =>
    typeof entry === 'string'
      ? [entry]
      : Object.entries(entry).flatMap(([condition, file]) => (condition === 'rackproof-checkout' ? [] : [file])),
  );
  expect(files.filter((file) => !existsSync(join(installed, file)))).toEqual([]);
  const loadable = Object.keys(exports).filter((entry) => entry !== './pulumi' && entry !== './package.json');
  const code = loadable.map((entry) => `require(${JSON.stringify(entry.replace('.', 'rackproof'))});`).join('');
  passed(node(['-e', code], consumer));
});

it('tests a chart of its own: the first run writes the snapshot, the next compares with it', () => {
  const config = JSON.stringify({
    testEnvironment: 'node',
    transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  });
  const jest = [bin('jest', 'bin/jest.js'), '--config', config];
  passed(node(jest, consumer));
  const snapshot = readFileSync(join(consumer, 'test/__snapshots__/wiki.test.ts.snap'), 'utf8');
  expect(snapshot).toContain('kind: Cluster');
  passed(node([...jest, '--ci'], consumer));
});

it('synthesises with cdk8s: the host plane and the inventory stand beside the cluster tree', () => {
  passed(node([bin('cdk8s-cli', 'bin/cdk8s'), 'synth'], consumer));
  expect(readdirSync(join(consumer, 'dist')).sort()).toEqual(['clusters', 'inventory.json', 'report.json']);
  expect(existsSync(join(consumer, 'dist/clusters/lab/wiki/wiki/cluster.postgresql.cnpg.io_wiki-db.yaml'))).toBe(true);
});

it('loads a site that is an ES module', () => {
  const folder = join(consumer, 'modern');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'site.ts'), readFileSync(join(consumer, 'site/home.ts')));
  passed(node([bin('rackproof', 'lib/cli/main.js'), 'check', '--site', 'modern/site.ts'], consumer));
});

describe('a GitOps checkout with files of others', () => {
  const synth = (...more: string[]): SpawnSyncReturns<string> =>
    node(
      [bin('rackproof', 'lib/cli/main.js'), 'synth', '--json', '--site', 'charts/main.ts', '--out', checkout, ...more],
      consumer,
    );
  const git = (...args: string[]): string =>
    passed(
      spawnSync('git', ['-C', checkout, '-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
        encoding: 'utf8',
      }),
    );

  beforeAll(() => {
    git('init', '--quiet');
    writeFileSync(join(checkout, 'README.md'), 'ours\n');
    mkdirSync(join(checkout, 'clusters/lab/legacy'), { recursive: true });
    writeFileSync(join(checkout, 'clusters/lab/legacy/old.yaml'), 'kind: ConfigMap\n');
    git('add', '.');
    git('commit', '--quiet', '--message', 'before');
  });

  it('fails: without --adopt, and nothing is touched', () => {
    const result = synth();
    expect(result.status).toBe(2);
    expect((JSON.parse(result.stdout) as { code: string }).code).toBe('writer/unadopted');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('is adopted, and keeps every foreign file', () => {
    const { written } = JSON.parse(passed(synth('--adopt'))) as { written: string[] };
    expect(written).toContain('inventory.json');
    expect(
      git('status', '--porcelain')
        .split('\n')
        .filter((line) => !line.startsWith('??') && line !== ''),
    ).toEqual([]);
    expect(readFileSync(join(checkout, 'clusters/lab/legacy/old.yaml'), 'utf8')).toBe('kind: ConfigMap\n');
  });

  it('has Applications whose paths are folders of the checkout', () => {
    const apps = join(checkout, 'clusters/lab/apps');
    const files = readdirSync(apps).filter((file) => file.endsWith('.yaml'));
    const paths = files.map((file) => {
      const { spec } = parse(readFileSync(join(apps, file), 'utf8')) as { spec: { source: { path: string } } };
      return spec.source.path;
    });
    expect(paths).toEqual(['clusters/lab/wiki']);
    expect(readdirSync(join(checkout, paths[0]!)).length).toBeGreaterThan(0);
  });

  it('is written only once', () => {
    const { written, removed } = JSON.parse(passed(synth())) as { written: string[]; removed: string[] };
    expect({ written, removed }).toEqual({ written: [], removed: [] });
  });
});
