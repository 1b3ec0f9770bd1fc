import type { PlacedViolation, Violation } from '../../constructs/model';
import { WAIVE_PREFIX } from '../../constructs/model/declaration';
import { closest, quoted } from '../../constructs/model/text';
import type { Rule } from '../rule';
import { getOrAdd } from './get-or-add';
import { spelt, type Entry, type Holder } from './waiver-holders';

/** A finding that does not apply, with the reason that was given for it. */
export interface Waiver {
  readonly rule: string;
  readonly where: string;
  readonly object: string;
  readonly reason: string;
}

/** Sorts violations into those that stand and those that were waived; a waiver that waives nothing is a violation itself. */
export class Waivers {
  private readonly used = new Set<string>();
  private readonly waived = new Map<string, Waiver>();
  private readonly byPlace: ReadonlyMap<string, Holder>;
  /** The site's own, which also reach the objects that are rendered from it, by rule and what they waive. */
  private readonly ofSite: ReadonlyMap<string, readonly Given[]>;

  constructor(
    private readonly holders: readonly Holder[],
    private readonly rules: ReadonlyMap<string, Rule>,
  ) {
    this.byPlace = new Map(holders.map((holder) => [placeOf(holder), holder]));
    this.ofSite = givenBySite(holders.filter(isOfSite));
  }

  /** Whether a violation stands. */
  public stands(violation: PlacedViolation): boolean {
    const given = this.givenFor(violation).filter(({ entry }) => this.refusal(entry) === undefined);
    const [first] = given;
    if (first === undefined) {
      return true;
    }
    const { where, object, rule } = violation;
    const { reason } = first.entry;
    // Each of them is in use, also where one alone would do.
    given.forEach(({ holder, entry }) => this.used.add(keyOf(holder, entry)));
    const key = JSON.stringify([keyOf(first.holder, first.entry), where, object]);
    this.waived.set(key, { rule, where, object, reason });
    return false;
  }

  /** Waivers that were needed. Call it after every violation was judged. */
  public accepted(): readonly Waiver[] {
    return [...this.waived.values()];
  }

  /** Waivers that do nothing, or may not be given. */
  public violations(): readonly PlacedViolation[] {
    return this.holders.flatMap((holder) =>
      holder.entries.flatMap((entry) => {
        const fault = this.refusal(entry) ?? (this.used.has(keyOf(holder, entry)) ? undefined : unused(holder, entry));
        return fault === undefined ? [] : [violationOf(holder, entry, fault)];
      }),
    );
  }

  private refusal(entry: Entry): Fault | undefined {
    const { rule, reason, key } = entry;
    if (key !== undefined && key !== spelt(rule, entry)) {
      const expected = `a key such as ${WAIVE_PREFIX}structure.image`;
      return { got: `${quoted(key)}, which waives nothing`, expected, ...this.meant(entry) };
    }
    const known = this.rules.get(rule);
    if (known === undefined) {
      return { got: `the name of no rule (${rule})`, ...this.meant(entry) };
    }
    if (known.waive === 'never') {
      return { got: `a rule that is never waived (${rule})` };
    }
    return reason.trim() === '' ? { got: `no reason (${rule})` } : undefined;
  }

  private meant(entry: Entry): Pick<Fault, 'fix'> {
    const near = closest(entry.rule, this.rules.keys());
    return near === undefined ? {} : { fix: `write ${spelt(near, entry)}` };
  }

  /** What the object says of a violation of its own, and what the site says of the place. */
  private givenFor(placed: PlacedViolation): readonly Given[] {
    const { rule, where, violation } = placed;
    const own = this.byPlace.get(placeOf(placed));
    const ofObject = own === undefined || isOfSite(own) ? [] : own.entries.filter((entry) => entry.rule === rule);
    const ofSite = (this.ofSite.get(siteKey(rule, where)) ?? []).filter(({ holder }) => holder.where !== where);
    const ofPath = (this.ofSite.get(siteKey(rule, violation.at)) ?? []).filter(({ holder }) => holder.where === where);
    return [...ofObject.map((entry) => ({ holder: own!, entry })), ...ofSite, ...ofPath];
  }
}

/** A waiver with the one who gives it. */
interface Given {
  readonly holder: Holder;
  readonly entry: Entry;
}

/** A waiver of the site names a path in the site, or the construct that an object is rendered by. */
function givenBySite(holders: readonly Holder[]): ReadonlyMap<string, readonly Given[]> {
  const given = new Map<string, Given[]>();
  for (const holder of holders) {
    for (const entry of holder.entries) {
      if (entry.waives !== undefined) {
        getOrAdd(given, siteKey(entry.rule, entry.waives), () => []).push({ holder, entry });
      }
    }
  }
  return given;
}

function siteKey(rule: string, waives: string): string {
  return JSON.stringify([rule, waives]);
}

function isOfSite({ object }: Holder): boolean {
  return object === '';
}

/** What is wrong with a waiver. */
type Fault = Pick<Violation, 'got' | 'fix'> & Partial<Pick<Violation, 'expected'>>;

function unused(holder: Holder, { rule }: Entry): Fault {
  const keeper = isOfSite(holder) ? 'this site keeps there' : 'this object keeps';
  return { got: `a waiver of a rule that ${keeper} (${rule})` };
}

function violationOf({ where, object }: Holder, { at }: Entry, fault: Fault): PlacedViolation {
  const expected = 'a rule that fails here, and a reason';
  return { rule: 'structure/waiver', where, object, violation: { at, expected, ...fault } };
}

function placeOf({ where, object }: Pick<Holder, 'where' | 'object'>): string {
  return JSON.stringify([where, object]);
}

function keyOf(holder: Holder, { at, rule }: Entry): string {
  return JSON.stringify([holder.where, holder.object, at, rule]);
}
