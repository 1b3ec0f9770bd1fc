import type { PlacedViolation, Rendered, SiteInput } from '../../constructs/model';
import { WAIVE_PREFIX } from '../../constructs/model/declaration';
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
  /** Key as written, rule id, reason. */
  readonly entries: readonly { readonly at: string; readonly rule: string; readonly reason: string }[];
}

/** Sorts violations into those that stand and those that were waived; a waiver that waives nothing is a violation itself. */
export class Waivers {
  private readonly used = new Map<string, Waiver>();
  private readonly byPlace: ReadonlyMap<string, Holder>;

  constructor(
    private readonly holders: readonly Holder[],
    private readonly rules: ReadonlyMap<string, Rule>,
  ) {
    this.byPlace = new Map(holders.map((holder) => [placeOf(holder), holder]));
  }

  /** Whether a violation stands. */
  public stands(violation: PlacedViolation): boolean {
    const holder = this.holderOf(violation);
    const entry = holder?.entries.find(
      ({ rule, at }) => rule === violation.rule && (holder.object !== '' || at === violation.violation.at),
    );
    if (holder === undefined || entry === undefined || this.refusal(entry) !== undefined) {
      return true;
    }
    const { where, object } = violation;
    this.used.set(keyOf(holder, entry.at, entry.rule), { rule: entry.rule, where, object, reason: entry.reason });
    return false;
  }

  /** Waivers that were needed. Call it after every violation was judged. */
  public accepted(): readonly Waiver[] {
    return [...this.used.values()];
  }

  /** Waivers that do nothing, or may not be given. */
  public violations(): readonly PlacedViolation[] {
    return this.holders.flatMap((holder) =>
      holder.entries.flatMap((entry) => {
        const got = this.refusal(entry) ?? (this.used.has(keyOf(holder, entry.at, entry.rule)) ? undefined : UNUSED);
        return got === undefined ? [] : [violationOf(holder, entry, got)];
      }),
    );
  }

  private refusal({ rule, reason }: { readonly rule: string; readonly reason: string }): string | undefined {
    const known = this.rules.get(rule);
    if (known === undefined) {
      return 'the name of no rule';
    }
    if (known.waive === 'never') {
      return 'a rule that is never waived';
    }
    return reason.trim() === '' ? 'no reason' : undefined;
  }

  private holderOf(violation: PlacedViolation): Holder | undefined {
    return this.byPlace.get(placeOf(violation));
  }
}

const UNUSED = 'a waiver of a rule that this object keeps';

function violationOf(holder: Holder, entry: Holder['entries'][number], got: string): PlacedViolation {
  return {
    rule: 'structure/waiver',
    where: holder.where,
    object: holder.object,
    violation: { at: entry.at, got: `${got} (${entry.rule})`, expected: 'a rule that fails here, and a reason' },
  };
}

function placeOf({ where, object }: Pick<Holder, 'where' | 'object'>): string {
  return JSON.stringify([where, object]);
}

function keyOf(holder: Holder, at: string, rule: string): string {
  return JSON.stringify([holder.where, holder.object, at, rule]);
}

/** Waivers of every object that carries one. */
export function objectWaivers(objects: readonly Rendered[]): Holder[] {
  return objects.flatMap((object) => {
    const entries = entriesOf(object);
    return entries.length === 0 ? [] : [{ where: object.where, object: labelOf(object), entries }];
  });
}

function entriesOf(object: Rendered): Holder['entries'] {
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

/** Waivers of the site's own findings; none of a site without its shape, of which only that is judged. */
export function siteWaivers(site: SiteInput): Holder[] {
  const entries = isBuildable(site) ? (site.waivers ?? []) : [];
  return entries.length === 0 ? [] : [{ where: placeOfSite(site), object: '', entries }];
}
