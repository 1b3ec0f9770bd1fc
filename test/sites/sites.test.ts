import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineProgram } from '../../cli/program';
import { run } from '../../cli/run';
import { resolve, type Finding, type SiteInput } from '../../constructs/model';
import { checkBundle } from '../../guardrails/engine/check';
import { exampleSiteWith, type ExampleSite } from '../../guardrails/engine/example-site';
import { bundleOfRow } from '../../guardrails/engine/rows';
import { withoutEchoes } from '../../guardrails/engine/site/echoes';
import { judgeSite } from '../../guardrails/engine/site/judge';
import { RULES } from '../../guardrails/registry';
import homelab from '../../site/homelab';
import type { RefusedBy } from './refused-by';

interface SiteModule {
  readonly default: SiteInput;
  readonly refusedBy?: RefusedBy;
}

/** Sites of a folder by their file's name. */
function sitesOf(folder: string): (readonly [string, SiteModule])[] {
  const files = readdirSync(join(__dirname, folder)).sort();
  return files.map((file) => [
    basename(file, '.ts'),
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- one test for whatever lies in the folder
    require(join(__dirname, folder, file)) as SiteModule,
  ]);
}

const IMAGE = 'ghcr.io/example/web:2.1.0';

/** Longer than what a message shows of a value. */
const TOO_LONG = Array.from({ length: 64 }, () => 'ab').join(':');

function findingsOf(site: SiteInput): readonly Finding[] {
  return run(defineProgram({ site })).findings;
}

describe('refused sites', () => {
  const sites = sitesOf('refused');

  it.each(sites)('fails: %s, with exactly its rule', (_name, { default: site, refusedBy }) => {
    const { rule, at, alsoSeenBy = [] } = refusedBy!;
    const findings = findingsOf(site);
    const ofSite = findings.filter(({ where }) => where === `site ${site.name}`);
    expect(ofSite.map((finding) => ({ rule: finding.rule, at: finding.path }))).toEqual([{ rule, at }]);
    const elsewhere = findings.filter((finding) => !ofSite.includes(finding)).map((finding) => finding.rule);
    expect([...new Set(elsewhere)].sort()).toEqual(alsoSeenBy);
  });

  it.each(sites)('says of %s where, got, expected, why and fix, and no stack trace', (_name, { default: site }) => {
    for (const finding of findingsOf(site)) {
      for (const text of [finding.where, finding.got, finding.expected, finding.why, finding.fix, finding.docs]) {
        expect(text).not.toBe('');
        expect(text).not.toMatch(/\bundefined\b|\[object |\n\s+at /);
      }
    }
  });

  it('use every rule of the site', () => {
    const used = new Set(sites.map(([, { refusedBy }]) => refusedBy!.rule));
    const rules = [...RULES].flatMap(([id, { origin }]) => (origin === 'site' ? [id] : []));
    expect(rules.filter((id) => !used.has(id))).toEqual([]);
  });

  it('never prints a token', () => {
    const { default: site } = sites.find(([name]) => name === 'token-in-repository-url')![1];
    expect(JSON.stringify(run(defineProgram({ site })).findings)).not.toContain('not-a-real-token');
  });
});

describe('one mistake, one finding', () => {
  type Slip = readonly [string, (site: ExampleSite) => void, string];
  const slips: readonly Slip[] = [
    ['a space in an amount', ({ databases }) => (databases['pg-main']!.cpu = '500 m'), 'site/quantity'],
    ['bytes instead of gibibytes', ({ databases }) => (databases['pg-main']!.memory = '20'), 'site/implausible-size'],
    ['the patch of Kubernetes', ({ clusters }) => (clusters['home']!.kubernetes = '1.35.2'), 'site/unknown-version'],
    ['a major of PostgreSQL alone', ({ databases }) => (databases['pg-main']!.version = '18'), 'site/unknown-version'],
    ['a digit before a storage', ({ pve }) => (pve.backups = { '1pbs': pve.backups!['pbs-main']! }), 'site/name'],
    ['an underscore', (site) => (site.databases = { pg_main: site.databases['pg-main']! }), 'site/name'],
    ['half a fingerprint', ({ hosts }) => Object.assign(hosts['pbs']!, { fingerprint: 'ab:cd' }), 'site/fingerprint'],
    ['two fingerprints', ({ hosts }) => Object.assign(hosts['pbs']!, { fingerprint: TOO_LONG }), 'site/fingerprint'],
    ['a user as a token', ({ pve }) => (pve.backups!['pbs-main']!.tokenId = 'backup@pbs'), 'proxmox/token-id'],
  ];

  it.each(slips)('fails: %s', (_name, change, rule) => {
    const findings = findingsOf(
      exampleSiteWith((site) => {
        change(site);
      }),
    );
    expect(findings.map((finding) => finding.rule)).toEqual([rule]);
  });

  const standing = (got: string, seen: string): unknown[] => {
    const place = { where: 'home/app', object: 'Pod web' };
    const refused = {
      rule: 'site/quantity',
      where: 'site example',
      object: '',
      violation: { at: 'a', got, expected: '' },
    };
    const other = { rule: 'structure/image', ...place, violation: { at: 'b', got: seen, expected: '' } };
    return withoutEchoes([refused, other], [], RULES).slice(1);
  };

  it.each([
    ['"18"', 'postgres:18'],
    ['"1.35.2", no minor', 'v1.35.2'],
    ['"a\\nb"', '"a\\nb"'],
    ['"pg_main"', 'pg_main-rw'],
  ])('an echo of %s: %s', (got, seen) => {
    expect(standing(got, seen)).toEqual([]);
  });

  it.each([
    ['"18"', 'postgres:2018'],
    ['"lan"', 'plant'],
    ['"lan"', 'lane'],
    ['"1"', 'version 1'],
    ['no value', 'anything'],
  ])('no echo of %s: %s', (got, seen) => {
    expect(standing(got, seen)).toHaveLength(1);
  });

  it('fails: an amount of an own Deployment, which its schema refuses too', () => {
    const resources = { requests: { cpu: '500 m' }, limits: { memory: '1Gi' } };
    const pods = {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: IMAGE, resources }] },
    };
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'apps' },
      spec: { selector: { matchLabels: { app: 'web' } }, template: pods },
    };
    const apps = { kind: 'Namespace', name: 'apps', reason: 'made by hand' };
    const { findings } = checkBundle(bundleOfRow({ name: 'own', objects: [deployment], externals: [apps] }), RULES);
    expect(findings.map(({ rule }) => rule)).toEqual(['structure/quantity']);
  });
});

describe('accepted sites', () => {
  it.each(sitesOf('accepted'))('has no findings: %s', (_name, { default: site }) => {
    expect(findingsOf(site)).toEqual([]);
  });

  it('resolves a name of an object beside its key', () => {
    const site = resolve(sitesOf('accepted').find(([name]) => name === 'two-clusters')![1].default);
    expect(site.databases.map(({ key, name, cluster }) => [key, name, cluster])).toEqual([
      ['pg-main', 'pg-main', 'home'],
      ['pg-lab', 'pg-main', 'lab'],
    ]);
  });
});

describe('the reference site', () => {
  it('has no findings in the site and in everything built from it, and waives nothing but pods that need their node', () => {
    const { findings, waived } = run(defineProgram({ site: homelab }));
    expect(findings).toEqual([]);
    expect(waived.map(({ rule, object }) => `${rule}: ${object}`)).toEqual([
      'structure/pod-security-level: Namespace longhorn-system',
      'structure/pod-security-level: Namespace metallb-system',
      'structure/pod-security-level: Namespace monitoring',
    ]);
    expect(judgeSite(homelab, RULES)).toEqual({ violations: [], buildable: true });
  });
});
