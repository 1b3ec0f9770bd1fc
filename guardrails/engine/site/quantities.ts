import type { ChartInstallInput, ClusterInput, DatabaseInput, SiteInput } from '../../../constructs/model';
import { entriesOf, placed, type Placed } from './places';

/** What an amount of the site is an amount of. */
export type AmountOf = 'cpu' | 'memory' | 'storage' | 'cpu of a container' | 'memory of a container';

/** An amount of the site with its place. */
export interface SiteQuantity extends Placed<string> {
  readonly of: AmountOf;
}

/** Every amount of CPU, memory and storage. */
export function quantitiesOf(site: SiteInput): SiteQuantity[] {
  return [
    ...entriesOf(site.databases).flatMap(ofDatabase),
    ...entriesOf(site.clusters).flatMap(ofPlatform),
    ...entriesOf(site.nfsVolumes).map(([key, { capacity }]) => ({
      ...placed(['nfsVolumes', key, 'capacity'], capacity),
      of: 'storage' as const,
    })),
  ];
}

function ofDatabase([key, { cpu, memory, storage, walStorage, poolers }]: [string, DatabaseInput]): SiteQuantity[] {
  return [
    { ...placed(['databases', key, 'cpu'], cpu), of: 'cpu' },
    { ...placed(['databases', key, 'memory'], memory), of: 'memory' },
    { ...placed(['databases', key, 'storage', 'size'], storage.size), of: 'storage' },
    ...(walStorage === undefined
      ? []
      : [{ ...placed(['databases', key, 'walStorage', 'size'], walStorage.size), of: 'storage' } as const]),
    ...entriesOf(poolers).flatMap(([pooler, amounts]) =>
      (['cpu', 'memory'] as const).map((unit) => ({
        ...placed(['databases', key, 'poolers', pooler, unit], amounts[unit]),
        of: `${unit} of a container` as const,
      })),
    ),
  ];
}

function ofPlatform([key, { platform = {} }]: [string, ClusterInput]): SiteQuantity[] {
  const above = ['clusters', key, 'platform'];
  const { 'prometheus-operator': monitoring } = platform;
  const volumes = monitoring === undefined ? [] : (['prometheus', 'alertmanager'] as const);
  return [
    ...entriesOf<object>(platform as Readonly<Record<string, object>>).flatMap(([system, input]) =>
      entriesOf((input as ChartInstallInput).resources).flatMap(([name, amounts]) =>
        ofContainer([...above, system, 'resources', name], amounts),
      ),
    ),
    ...volumes.map((volume) => ({
      ...placed([...above, 'prometheus-operator', volume, 'size'], monitoring![volume].size),
      of: 'storage' as const,
    })),
  ];
}

function ofContainer(
  segments: readonly string[],
  { cpu, cpuLimit, memory }: NonNullable<ChartInstallInput['resources']>[string],
): SiteQuantity[] {
  return [
    { ...placed([...segments, 'cpu'], cpu), of: 'cpu of a container' },
    { ...placed([...segments, 'cpuLimit'], cpuLimit), of: 'cpu of a container' },
    { ...placed([...segments, 'memory'], memory), of: 'memory of a container' },
  ];
}
