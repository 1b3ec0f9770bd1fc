import type { SiteInput } from '../../../constructs/model';
import { entriesOf, placed, type Placed } from './places';

/** What an amount of the site is an amount of. */
export type AmountOf = 'cpu' | 'memory' | 'storage';

/** An amount of the site with its place. */
export interface SiteQuantity extends Placed<string> {
  readonly of: AmountOf;
}

/** Every amount of CPU, memory and storage. */
export function quantitiesOf(site: SiteInput): SiteQuantity[] {
  return entriesOf(site.databases).flatMap(([key, { cpu, memory, storage, walStorage, poolers }]) => [
    { ...placed(['databases', key, 'cpu'], cpu), of: 'cpu' },
    { ...placed(['databases', key, 'memory'], memory), of: 'memory' },
    { ...placed(['databases', key, 'storage', 'size'], storage.size), of: 'storage' },
    ...(walStorage === undefined
      ? []
      : [{ ...placed(['databases', key, 'walStorage', 'size'], walStorage.size), of: 'storage' } as const]),
    ...entriesOf(poolers).flatMap(([pooler, amounts]) =>
      (['cpu', 'memory'] as const).map((unit) => ({
        ...placed(['databases', key, 'poolers', pooler, unit], amounts[unit]),
        of: unit,
      })),
    ),
  ]);
}
