import type { PlacedViolation, Rendered, SiteInput, Violation } from '../../constructs/model';
import { WAIVE_PREFIX } from '../../constructs/model/declaration';
import { closest } from '../../constructs/model/text';
import type { Rule } from '../rule';
import { dotted } from '../schemas/path';
import { recordOf } from './fields';
import { labelOf } from './label';
import { isBuildable, placeOfSite } from './site/judge';

/** A finding that does not apply, with the reason that was given for it. */
export interface Waiver {
  readonly rule: string;
  readonly where: string;
  readonly object: string;
  readonly reason: string;
}

/** Waivers of one object, or of the site. */
interface Holder {
  readonly where: string;
  readonly object: string;
  readonly entries: readonly Entry[];
}

/** One waiver as it was written. */
interface Entry {
  /** Where it is written. */
  readonly at: string;
  readonly rule: string;
  readonly reason: string;
  /** Of the site alone: the place that it is for. */
  readonly waives?: string;
}

/** Sorts violations into those that stand and those that were waived; a waiver that waives nothing is a violation itself. */
export class Waivers {
  private readonly used = new Set<string>();
  private readonly waived = new Map<string, Waiver>();
  private readonly byPlace: ReadonlyMap<string, Holder>;
  /** The site's own, which also reach the objects that are rendered from it. */
  private readonly ofSite: readonly Holder[];

  constructor(
    private readonly holders: readonly Holder[],
    private readonly rules: ReadonlyMap<string, Rule>,
  ) {
    this.byPlace = new Map(holders.map((holder) => [placeOf(holder), holder]));
    this.ofSite = holders.filter(isOfSite);
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
        const fault = this.refusal(entry) ?? (this.used.has(keyOf(holder, entry)) ? undefined : unused(holder));
        return fault === undefined ? [] : [violationOf(holder, entry, fault)];
      }),
    );
  }

  private refusal({ rule, reason }: Entry): Fault | undefined {
    const known = this.rules.get(rule);
    if (known === undefined) {
      const near = closest(rule, this.rules.keys());
      return { got: 'the name of no rule', ...(near === undefined ? {} : { fix: `write ${near} in its place` }) };
    }
    if (known.waive === 'never') {
      return { got: 'a rule that is never waived' };
    }
    return reason.trim() === '' ? { got: 'no reason' } : undefined;
  }

  /** What the object says of a violation of its own, and what the site says of the place. */
  private givenFor(violation: PlacedViolation): readonly { readonly holder: Holder; readonly entry: Entry }[] {
    const own = this.byPlace.get(placeOf(violation));
    const holders = own === undefined || isOfSite(own) ? this.ofSite : [own, ...this.ofSite];
    return holders.flatMap((holder) =>
      holder.entries
        .filter((entry) => entry.rule === violation.rule && reaches(holder, entry, violation))
        .map((entry) => ({ holder, entry })),
    );
  }
}

/** A waiver of the site names a path in the site, or the construct that an object is rendered by. */
function reaches(holder: Holder, { waives }: Entry, { where, violation }: PlacedViolation): boolean {
  return !isOfSite(holder) || waives === (where === holder.where ? violation.at : where);
}

function isOfSite({ object }: Holder): boolean {
  return object === '';
}

/** What is wrong with a waiver. */
type Fault = Pick<Violation, 'got' | 'fix'>;

function unused(holder: Holder): Fault {
  return { got: `a waiver of a rule that ${isOfSite(holder) ? 'this site keeps there' : 'this object keeps'}` };
}

function violationOf(holder: Holder, { at, rule }: Entry, { got, ...fix }: Fault): PlacedViolation {
  return {
    rule: 'structure/waiver',
    where: holder.where,
    object: holder.object,
    violation: { at, got: `${got} (${rule})`, expected: 'a rule that fails here, and a reason', ...fix },
  };
}

function placeOf({ where, object }: Pick<Holder, 'where' | 'object'>): string {
  return JSON.stringify([where, object]);
}

function keyOf(holder: Holder, { at, rule }: Entry): string {
  return JSON.stringify([holder.where, holder.object, at, rule]);
}

/** Waivers of every object that carries one. */
export function objectWaivers(objects: readonly Rendered[]): Holder[] {
  return objects.flatMap((object) => {
    const entries = entriesOf(object);
    return entries.length === 0 ? [] : [{ where: object.where, object: labelOf(object), entries }];
  });
}

function entriesOf(object: Rendered): readonly Entry[] {
  if (object.plane === 'host') {
    return Object.entries(object.options.waive ?? {}).map(([rule, reason]) => ({
      at: `options.waive.${rule}`,
      rule,
      reason,
    }));
  }
  return Object.entries(recordOf(object.manifest.metadata.annotations))
    .filter(([key]) => key.startsWith(WAIVE_PREFIX))
    .map(([key, reason]) => ({
      at: dotted(['metadata', 'annotations', key]),
      rule: key.slice(WAIVE_PREFIX.length).replaceAll('.', '/'),
      reason: typeof reason === 'string' ? reason : '',
    }));
}

/** Waivers that the site gives; none of a site without its shape, of which only that is judged. */
export function siteWaivers(site: SiteInput): Holder[] {
  const waivers = isBuildable(site) ? (site.waivers ?? []) : [];
  const entries = waivers.map(({ rule, at, reason }, index) => {
    return { at: dotted(['waivers', index]), rule, reason, waives: at };
  });
  return entries.length === 0 ? [] : [{ where: placeOfSite(site), object: '', entries }];
}
