import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineProgram } from '../../cli/program';
import { run } from '../../cli/run';
import { resolve, type Finding, type SiteInput } from '../../constructs/model';
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
  it('has no findings, neither standing nor waived, in the site and in everything built from it', () => {
    const { findings, waived } = run(defineProgram({ site: homelab }));
    expect({ findings, waived }).toEqual({ findings: [], waived: [] });
    expect(judgeSite(homelab, RULES)).toEqual({ violations: [], buildable: true });
  });
});
