import { checkBundle } from '../../guardrails/engine/check';
import { bundleOfRow } from '../../guardrails/engine/rows';
import { judgeSite } from '../../guardrails/engine/site/judge';
import { RULES } from '../../guardrails/registry';
import type { ExpectedFinding, InputRow, Row, Rule, SiteRow } from '../../guardrails/rule';
import type { Finding, PlacedViolation } from '../../constructs/model';
import { ruleFiles } from '../../scripts/registry-source';
import { join } from 'node:path';
import { APPLIERS } from './appliers';

/** What a rule says of one of its rows: each finding's path and what it got. */
function judge(id: string, rule: Rule, row: Row | SiteRow | InputRow): ExpectedFinding[] {
  switch (rule.origin) {
    case 'object':
    case 'structure': {
      const { findings } = checkBundle(bundleOfRow(row), new Map([[id, rule]]));
      return findings.map(({ path, got }: Finding) => ({ at: path, got }));
    }
    case 'site': {
      const { site } = row as SiteRow;
      return pick(judgeSite(site, new Map([[id, rule]])).violations);
    }
    case 'construct':
    case 'render':
    case 'engine':
    case 'writer': {
      const apply = APPLIERS.get(rule.applies);
      if (apply === undefined) {
        throw new Error(`test/guardrails/appliers.ts does not know '${rule.applies}'`);
      }
      return pick(apply((row as InputRow).input).filter((violation) => violation.rule === id));
    }
  }
}

function pick(violations: readonly PlacedViolation[]): ExpectedFinding[] {
  return violations.map(({ violation: { at, got } }) => ({ at, got }));
}

/** Only what the row names; a row without `got` accepts any. */
function comparable(actual: readonly ExpectedFinding[], expected: readonly ExpectedFinding[]): ExpectedFinding[] {
  return actual.map(({ at, got }, index) =>
    expected[index]?.got === undefined || got === undefined ? { at } : { at, got },
  );
}

describe.each([...RULES])('%s', (id, rule) => {
  it('says everything that a reader needs', () => {
    const { severity, summary, why, fix, waive, source } = rule;
    for (const text of [severity, summary, why, fix, waive, source]) {
      expect(text.trim()).not.toBe('');
    }
    expect(rule.valid.length).toBeGreaterThanOrEqual(2);
    expect(rule.invalid.length).toBeGreaterThanOrEqual(2);
    const names = [...rule.valid, ...rule.invalid].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(rule.valid.map((row) => [row.name, row] as const))('accepts: %s', (_name, row) => {
    expect(judge(id, rule, row)).toEqual([]);
  });

  it.each(rule.invalid.map((row) => [row.name, row] as const))('fails: %s', (_name, row) => {
    expect(row.findings.length).toBeGreaterThan(0);
    expect(comparable(judge(id, rule, row), row.findings)).toEqual(row.findings);
  });
});

/** Structure rules that look at neighbours, which a row leaves out. */
const OF_NEIGHBOURS: ReadonlySet<string> = new Set([
  'structure/crd',
  'structure/namespace',
  'structure/not-judged',
  'structure/reference',
]);

const STRUCTURE = new Map([...RULES].filter(([, { origin }]) => origin === 'structure'));

/** Valid rows that another structure rule refuses, each for a reason. */
const REFUSED_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  // Anything near the bound of the API server is far above that of an apply by the client.
  'structure/size: exactly 1 MiB': ['structure/apply-size '],
};

describe('valid rows', () => {
  it('are objects that an API server accepts, and clean by the structure rules that need no neighbours', () => {
    const refused = [...RULES].flatMap(([id, rule]) =>
      rule.origin === 'object' || rule.origin === 'structure'
        ? rule.valid.flatMap((row) => {
            const others = checkBundle(bundleOfRow(row), STRUCTURE).findings.filter(
              (finding) => finding.rule !== id && !OF_NEIGHBOURS.has(finding.rule),
            );
            const found = others.map((finding) => `${finding.rule} ${finding.path}`);
            return found.length === 0 ? [] : [[`${id}: ${row.name}`, found] as const];
          })
        : [],
    );
    expect(Object.fromEntries(refused)).toEqual(REFUSED_ELSEWHERE);
  });
});

describe('registry', () => {
  it('holds exactly the rule files, in code-point order', () => {
    expect([...RULES.keys()]).toEqual(ruleFiles(join(__dirname, '../..')));
  });

  it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])('has no rule called %s', (name) => {
    expect(RULES.get(name)).toBeUndefined();
  });
});
