import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { defineProgram } from '../cli/program';
import { run } from '../cli/run';
import type { SiteInput } from '../constructs/model';
import homelab from '../site/homelab';
import type { OutputFile } from '../synth/writer';

const root = join(__dirname, '..');
const dist = join(root, 'dist');

/** Files that a site gives, by path. */
function outputOf(site: SiteInput): ReadonlyMap<string, string> {
  const { files, findings } = run(defineProgram({ site }));
  expect(findings).toEqual([]);
  return new Map(files.map(({ path, content }: OutputFile) => [path, String(content)]));
}

/** Paths whose content differs, or that only one of the two has. */
function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

describe('the committed output', () => {
  const reference = run(defineProgram({ site: homelab }));

  it('comes from a site without findings, and waives privileged pods alone', () => {
    expect(reference.findings).toEqual([]);
    expect(new Set(reference.waived.map(({ rule }) => rule))).toEqual(new Set(['structure/pod-security-level']));
    expect(reference.bundle.objects.length).toBeGreaterThan(5);
    expect(reference.bundle.resources.length).toBeGreaterThan(2);
  });

  it('is what synth gives, file by file', () => {
    const there = readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(dist, path)).isFile())
      .sort();
    expect(there).toEqual(['inventory.json', ...reference.files.map(({ path }) => path)].sort());
    for (const { path, content } of reference.files) {
      expect({ path, content: readFileSync(join(dist, path), 'utf8') }).toEqual({ path, content });
    }
  });

  it('is listed in its inventory with the right hashes', () => {
    const { files } = JSON.parse(readFileSync(join(dist, 'inventory.json'), 'utf8')) as {
      files: { path: string; sha256: string }[];
    };
    const hashed = reference.files.map(({ path, content }) => ({
      path,
      sha256: createHash('sha256').update(content).digest('hex'),
    }));
    expect(files.map(({ path, sha256 }) => ({ path, sha256 }))).toEqual(
      hashed.sort((a, b) => (a.path < b.path ? -1 : 1)),
    );
  });

  it('holds no text that a program forgot to fill in', () => {
    for (const { path, content } of reference.files.filter((file) => file.path.endsWith('.yaml'))) {
      expect({ path, found: /\bundefined\b|\[object |\bNaN\b|\$\{/.exec(String(content))?.[0] }).toEqual({
        path,
        found: undefined,
      });
    }
  });
});

describe('one value, one place', () => {
  it('the address of the PBS machine reaches exactly these files and resources, in both planes', () => {
    const moved = { ...homelab, hosts: { ...homelab.hosts, pbs: { ...homelab.hosts['pbs']!, address: '10.20.0.77' } } };
    const before = outputOf(homelab);
    const after = outputOf(moved);
    expect(changed(before, after)).toEqual([
      'clusters/home/host-services/site-hosts/endpointslice_pbs-ipv4.yaml',
      'pulumi/plan.json',
    ]);
    expect(changedResources(before, after)).toEqual(['backup/pbs-main/storage/Resource']);
  });
});

/** Resources of plan.json that differ, as `stack/path`. */
function changedResources(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const plan = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
    const { resources } = JSON.parse(files.get('pulumi/plan.json') ?? '{}') as { resources: { path: string }[] };
    return new Map(resources.map((resource) => [resource.path, JSON.stringify(resource)]));
  };
  return changed(plan(before), plan(after));
}
