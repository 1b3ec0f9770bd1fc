import type {
  Bundle,
  Finding,
  HostObject,
  Manifest,
  PlacedViolation,
  Rendered,
  Violation,
} from '../../constructs/model';
import { compareCodePoints } from '../../constructs/model/code-points';
import type { ObjectRule, Rule } from '../rule';
import { shown } from './fields';
import { getOrAdd } from './get-or-add';
import { labelOf } from './label';
import { kindOf } from './kind';
import { notModelledOf, type NotModelled } from './not-modelled';
import { BundleIndex, type ObjectIndex } from './object-index';
import { Scrubber } from './scrub';
import { withoutEchoes } from './site/echoes';
import { judgeSite } from './site/judge';
import { objectWaivers, siteWaivers } from './waiver-holders';
import { Waivers, type Waiver } from './waivers';

/** What one pass over a bundle found. */
export interface CheckResult {
  /** Findings that stand, sorted by place. */
  readonly findings: readonly Finding[];
  /** Findings that were waived, with the reasons. */
  readonly waived: readonly Waiver[];
  /** What nothing here judges, and why: counted, so that "no finding" is not read as "proved". */
  readonly notModelled: readonly NotModelled[];
}

/** Judges the site and every object of both planes, once, with every rule. */
export function checkBundle(bundle: Bundle, rules: ReadonlyMap<string, Rule>): CheckResult {
  const ofSite = judgeSite(bundle.site.input, rules).violations;
  const violations = [...bundle.violations, ...ofSite, ...objectViolations(bundle, rules)];
  const waivers = new Waivers([...siteWaivers(bundle.site.input), ...objectWaivers(everyObject(bundle))], rules);
  const standing = withoutEchoes(
    violations.filter((violation) => waivers.stands(violation)),
    bundle.violations,
    rules,
  );
  const findings = [...standing, ...waivers.violations()].map((violation) => complete(violation, rules));
  return withoutSecrets(bundle, { findings, waived: waivers.accepted(), notModelled: notModelledOf(bundle) });
}

/** Nothing to clean costs nothing: finding every secret means reading every object once more. */
function withoutSecrets(bundle: Bundle, { findings, waived, notModelled }: CheckResult): CheckResult {
  if (findings.length + waived.length + notModelled.length === 0) {
    return { findings, waived, notModelled };
  }
  const scrubber = Scrubber.of(bundle);
  return {
    findings: sortFindings(findings.map((finding) => scrubber.scrub(finding))),
    waived: waived.map((waiver) => scrubber.scrubWaiver(waiver)),
    notModelled: notModelled.map(({ what, reason, count }) => ({
      what: scrubber.text(what),
      reason: scrubber.text(reason),
      count,
    })),
  };
}

/** What a construct of the user's own may refuse by a rule of its own, which has no page here. */
const PART_FAILED = 'render/part-failed';

/** Completes a violation with what its rule says of itself. */
export function complete(placed: PlacedViolation, rules: ReadonlyMap<string, Rule>): Finding {
  const { rule, where, object, violation } = placed;
  const descriptor = rules.get(rule);
  if (descriptor === undefined && rules.has(PART_FAILED)) {
    const own = { ...violation, got: `${violation.got} [${rule}]` };
    return complete({ ...placed, rule: PART_FAILED, violation: own }, rules);
  }
  if (descriptor === undefined) {
    throw new Error(`a violation names a rule that is not in the registry: ${rule}`);
  }
  return {
    rule,
    severity: descriptor.severity,
    where,
    object,
    path: violation.at,
    // A rule over foreign data may hand on what it found: what cleans findings reads texts alone.
    got: shown(violation.got),
    expected: violation.expected,
    why: descriptor.why,
    fix: violation.fix ?? descriptor.fix,
    docs: `docs/guardrails/${rule}.md`,
  };
}

/** By place, then by rule, in code-point order. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const keyed = findings.map((f) => ({ f, key: [f.where, f.object, f.path, f.rule, f.got].join('\u0000') }));
  return keyed.sort((a, b) => compareCodePoints(a.key, b.key)).map(({ f }) => f);
}

function everyObject(bundle: Bundle): readonly Rendered[] {
  return [...bundle.objects, ...bundle.resources];
}

function objectViolations(bundle: Bundle, rules: ReadonlyMap<string, Rule>): PlacedViolation[] {
  const index = new BundleIndex(bundle);
  const byKind = groupByKind(rules);
  return everyObject(bundle).flatMap((object) => judge(object, byKind(kindOfRendered(object)), index.around(object)));
}

type NamedRule = readonly [string, ObjectRule];

/** Applies every rule of an object's kind to it. */
function judge(object: Rendered, rules: readonly NamedRule[], index: ObjectIndex): readonly PlacedViolation[] {
  const found: PlacedViolation[] = [];
  const unjudged: PlacedViolation[] = [];
  for (const [rule, definition] of rules) {
    try {
      for (const violation of definition.check(subjectOf(object, definition) as never, index)) {
        found.push(placed(rule, object, violation));
      }
    } catch (error) {
      unjudged.push(placed('structure/not-judged', object, notJudged(rule, error)));
    }
  }
  // An object without its kind's shape breaks rules that read that shape: the shape is then the one thing to mend.
  return found.some(({ rule }) => rule === SCHEMA) ? toldOnce(found, rules) : [...found, ...unjudged];
}

function placed(rule: string, object: Rendered, violation: Violation): PlacedViolation {
  return { rule, where: object.where, object: labelOf(object), violation };
}

const SCHEMA = 'structure/schema';

/**
 * One fault, one finding: where another rule says of the same field what is wrong with it, the schema's word is left out,
 * unless that rule may be waived: then the schema must still be heard.
 */
function toldOnce(found: readonly PlacedViolation[], rules: readonly NamedRule[]): PlacedViolation[] {
  const firm = new Set(
    rules.flatMap(([id, { severity, waive }]) => (severity === 'error' && waive === 'never' ? id : [])),
  );
  const told = new Set(found.flatMap(({ rule, violation: { at } }) => (rule !== SCHEMA && firm.has(rule) ? at : [])));
  return found.filter(({ rule, violation: { at } }) => rule !== SCHEMA || !told.has(at));
}

function notJudged(rule: string, error: unknown): Violation {
  return {
    at: '',
    got: `${rule} stopped with: ${error instanceof Error ? error.message : typeof error}`,
    expected: 'an object that every rule can judge',
  };
}

/** A rule for every object sees the object with its plane; a rule for a kind sees what that kind is. */
function subjectOf(object: Rendered, rule: ObjectRule): Rendered | Manifest | HostObject {
  return rule.kind === '*' || object.plane === 'host' ? object : object.manifest;
}

function kindOfRendered(object: Rendered): string {
  return object.plane === 'host' ? object.type : kindOf(object.manifest);
}

/** Rules of a kind, those for every object first. */
function groupByKind(rules: ReadonlyMap<string, Rule>): (kind: string) => readonly [string, ObjectRule][] {
  const groups = new Map<string, [string, ObjectRule][]>();
  for (const [id, rule] of rules) {
    if (rule.origin === 'object' || rule.origin === 'structure') {
      for (const kind of typeof rule.kind === 'string' ? [rule.kind] : rule.kind) {
        getOrAdd(groups, kind, () => []).push([id, rule]);
      }
    }
  }
  const ofKind = new Map<string, readonly [string, ObjectRule][]>();
  const everywhere = groups.get('*') ?? [];
  return (kind) => getOrAdd(ofKind, kind, () => [...everywhere, ...(groups.get(kind) ?? [])]);
}
