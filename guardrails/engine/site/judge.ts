import type { PlacedViolation, SiteInput, Violation } from '../../../constructs/model';
import type { Rule, SiteRule } from '../../rule';
import { shapeFaults } from './shape';

/** The rule that says what {@link shapeFaults} finds. */
const SHAPE = 'site/shape';

/** What the rules of the site say of it. */
export interface SiteVerdict {
  readonly violations: readonly PlacedViolation[];
  /**
   * Whether the site can be resolved and built from, so that the findings of everything built come together with these.
   * Where it cannot, nothing else was judged: every other rule would read what is not there.
   */
  readonly buildable: boolean;
}

/** Judges a site as its owner wrote it, whatever that is. Never throws. */
export function judgeSite(site: SiteInput, rules: ReadonlyMap<string, Rule>): SiteVerdict {
  const buildable = isBuildable(site);
  const violations = [...rules].flatMap(([id, rule]) =>
    rule.origin === 'site' && (buildable || id === SHAPE) ? judge(site, id, rule) : [],
  );
  const where = placeOfSite(site);
  return { buildable, violations: violations.map((found) => ({ where, object: '', ...found })) };
}

/** Whether a site can be resolved: whether it has the shape of its types, but for keys too many. */
export function isBuildable(site: unknown): boolean {
  return !shapeFaults(site).some(({ structural }) => structural);
}

/** The place that findings of the site itself have. */
export function placeOfSite({ name }: { readonly name: unknown }): string {
  return typeof name === 'string' ? `site ${name}` : 'site ';
}

function judge(site: SiteInput, id: string, rule: SiteRule): Pick<PlacedViolation, 'rule' | 'violation'>[] {
  try {
    return rule.check(site).map((violation) => ({ rule: id, violation }));
  } catch (error) {
    // The site has its shape, so the rule is at fault. Silence would read as consent.
    return [{ rule: 'structure/not-judged', violation: notJudged(id, error) }];
  }
}

function notJudged(rule: string, error: unknown): Violation {
  return {
    at: '',
    got: `${rule} stopped with: ${error instanceof Error ? error.message : typeof error}`,
    expected: 'a site that every rule can judge',
  };
}
