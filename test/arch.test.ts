import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..');

/** A tree of this project's shape with one file that breaks the rule, and the files that it needs to exist. */
interface Planted {
  readonly rule: string;
  readonly files: Readonly<Record<string, string>>;
}

const VALUE = 'export const value = 1;\n';

const PLANTED: readonly Planted[] = [
  {
    rule: 'no-circular',
    files: {
      'synth/a.ts': "import type { B } from './b';\nexport type A = B;\n",
      'synth/b.ts': "import type { A } from './a';\nexport type B = A | 1;\n",
    },
  },
  {
    rule: 'model-is-pure',
    files: { 'constructs/model/a.ts': "import { parse } from 'yaml';\nexport const a = parse;\n" },
  },
  {
    rule: 'knowledge-is-pure',
    files: {
      'constructs/postgres/derived.ts': "export { value } from './b';\n",
      'constructs/postgres/b.ts': VALUE,
    },
  },
  {
    rule: 'checks-see-rendered-objects',
    files: {
      'guardrails/a.ts': "export type A = typeof import('../constructs/postgres/b');\n",
      'constructs/postgres/b.ts': VALUE,
    },
  },
  {
    rule: 'library-below-compositions',
    files: { 'constructs/a.ts': "export { value } from '../charts/b';\n", 'charts/b.ts': VALUE },
  },
  {
    rule: 'charts-stacks-apart',
    files: {
      'charts/a.ts': "import type { value } from '../stacks/b';\nexport type A = typeof value;\n",
      'stacks/b.ts': VALUE,
    },
  },
  {
    rule: 'compositions-below-entries',
    files: { 'charts/a.ts': "export const load = () => import('../cli/b');\n", 'cli/b.ts': VALUE },
  },
  {
    rule: 'site-is-data',
    files: { 'site/a.ts': "export { value } from '../constructs/core/b';\n", 'constructs/core/b.ts': VALUE },
  },
  {
    rule: 'only-entries-know-the-site',
    files: { 'synth/a.ts': "export { value } from '../site/b';\n", 'site/b.ts': VALUE },
  },
  {
    rule: 'pulumi-values-only-in-deploy',
    files: {
      'constructs/proxmox/a.ts':
        "import { secret, type Input } from '@pulumi/pulumi';\nexport const a = (x: Input<string>) => secret(x);\n",
    },
  },
  {
    rule: 'sdk-types-only-in-host-plane',
    files: {
      'constructs/postgres/a.ts': "import type { Input } from '@pulumi/pulumi';\nexport type A = Input<string>;\n",
    },
  },
  { rule: 'no-orphans', files: { 'synth/a.ts': VALUE } },
  {
    rule: 'not-to-dev-dep',
    files: {
      'synth/a.ts': "import fc from 'fast-check';\nexport const a = fc;\n",
      'synth/b.ts': "export { a } from './a';\n",
    },
  },
  { rule: 'not-to-unresolvable', files: { 'synth/a.ts': "export { value } from './missing';\n" } },
  {
    rule: 'no-cdk8s-in-checks',
    files: {
      'guardrails/a.ts': "export { b } from '../synth/b';\n",
      'synth/b.ts': "import { App } from 'cdk8s';\nexport const b = App;\n",
    },
  },
  {
    rule: 'no-pulumi-in-synthesis',
    files: {
      'charts/a.ts': "export { b } from '../constructs/b';\n",
      'constructs/b.ts': "import { secret } from '@pulumi/pulumi';\nexport const b = secret;\n",
    },
  },
  {
    rule: 'no-sealing-in-synthesis',
    files: {
      'charts/a.ts': "export { value } from '../deploy/b';\n",
      'deploy/b.ts': "export { value } from '../cli/seal/a';\n",
      'cli/seal/a.ts': VALUE,
    },
  },
];

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

/** Violations that dependency-cruiser finds in a tree of this project's shape. */
function violationsOf(
  files: Planted['files'],
  config: '.dependency-cruiser.cjs' | '.dependency-cruiser.loading.cjs',
): Violation[] {
  const tree = mkdtempSync(join(tmpdir(), 'rackproof-arch-'));
  try {
    for (const file of [
      '.dependency-cruiser.cjs',
      '.dependency-cruiser.loading.cjs',
      'package.json',
      'tsconfig.json',
    ]) {
      cpSync(join(root, file), join(tree, file));
    }
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    const binary = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const { stdout } = spawnSync(process.execPath, [binary, '--config', config, '--output-type', 'json', '.'], {
      cwd: tree,
      encoding: 'utf8',
    });
    return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
  } finally {
    rmSync(tree, { recursive: true });
  }
}

/** The files `a` and `b` of a planted violation under names of their own, so that all of them fit into one tree. */
function renamed({ rule, files }: Planted): [string, string][] {
  const rename = (text: string): string => text.replaceAll(/\/([ab])(?=['.])/g, `/$1-${rule}`);
  return Object.entries(files).map(([path, text]) => [rename(path), rename(text)]);
}

/** Rules of a configuration file, so that none goes without a planted violation. */
function configuredRules(file: string): string[] {
  const { forbidden } = jest.requireActual<{ forbidden: { name: string }[] }>(join(root, file));
  return forbidden.map(({ name }) => name);
}

describe('architecture', () => {
  const tree = Object.fromEntries(PLANTED.flatMap(renamed));
  const found = [
    ...violationsOf(tree, '.dependency-cruiser.cjs'),
    ...violationsOf(tree, '.dependency-cruiser.loading.cjs'),
  ];

  it.each(PLANTED.map((planted) => [planted.rule, planted] as const))('fails: %s', (rule, planted) => {
    const own = renamed(planted).map(([path]) => path);
    expect(found.filter(({ from }) => own.includes(from)).map((violation) => violation.rule.name)).toContain(rule);
  });

  it('has a planted violation for every rule', () => {
    const rules = ['.dependency-cruiser.cjs', '.dependency-cruiser.loading.cjs'].flatMap(configuredRules);
    expect(PLANTED.map(({ rule }) => rule).sort()).toEqual(rules.sort());
  });

  it('allows types of an SDK where the host plane lives', () => {
    const files = {
      'constructs/proxmox/a.ts': "import type { Input } from '@pulumi/pulumi';\nexport type A = Input<string>;\n",
      'constructs/proxmox/b.ts': "import { type A } from './a';\nexport type B = A;\n",
    };
    expect(violationsOf(files, '.dependency-cruiser.cjs')).toEqual([]);
    expect(violationsOf(files, '.dependency-cruiser.loading.cjs')).toEqual([]);
  });
});
