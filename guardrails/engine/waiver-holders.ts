import type { Rendered, SiteInput } from '../../constructs/model';
import { WAIVE_PREFIX } from '../../constructs/model/declaration';
import { dotted } from '../schemas/path';
import { recordOf } from './fields';
import { labelOf } from './label';
import { isBuildable, placeOfSite } from './site/judge';

/** Waivers of one object, or of the site, whose `object` is empty. */
export interface Holder {
  readonly where: string;
  readonly object: string;
  readonly entries: readonly Entry[];
}

/** One waiver as it was written. */
export interface Entry {
  /** Where it is written. */
  readonly at: string;
  readonly rule: string;
  readonly reason: string;
  /** Of an annotation alone: its key. */
  readonly key?: string;
  /** Of the site alone: the place that it is for. */
  readonly waives?: string;
}

/** What an annotation begins with that was meant as a waiver. */
const ANY_WAIVER = /^waive\.[^/]*\//;

/** Whether an annotation was meant as a waiver, well written or not. */
export function isWaiverKey(key: string): boolean {
  return ANY_WAIVER.test(key);
}

/** A rule as a waiver names it: in an annotation by a key, elsewhere by its id. */
export function spelt(rule: string, { key }: Pick<Entry, 'key'>): string {
  return key === undefined ? rule : `${WAIVE_PREFIX}${rule.replaceAll('/', '.')}`;
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
    return Object.entries<unknown>(object.options.waive ?? {}).map(([rule, reason]) => ({
      at: `options.waive.${rule}`,
      rule,
      reason: typeof reason === 'string' ? reason : '',
    }));
  }
  return Object.entries(recordOf(object.manifest.metadata.annotations))
    .filter(([key]) => isWaiverKey(key))
    .map(([key, reason]) => ({
      at: dotted(['metadata', 'annotations', key]),
      key,
      rule: key.replace(ANY_WAIVER, '').replaceAll('.', '/'),
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
