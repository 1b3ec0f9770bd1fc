import { Chart, type App } from 'cdk8s';
import { resolve, type Cluster, type PlacedViolation, type Site } from '../../../constructs/model';
import { NfsVolume, StorageClass, type NfsVolumeProps, type StorageClassProps } from '../../../constructs/storage';
import { EXAMPLE_SITE } from '../../../guardrails/engine/example-site';
import { renderBundle } from '../../../synth/render/bundle';
import type { Applier } from './applier';

/** Rules that the constructs of storage apply. */
export const STORAGE_APPLIERS: readonly [string, Applier][] = [
  ['StorageClass', buildStorageClass],
  ['NfsVolume', buildNfsVolume],
];

function buildStorageClass(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  return violationsOf((chart, { cluster }) => {
    new StorageClass(chart, 'longhorn', { cluster, ...(input as unknown as Omit<StorageClassProps, 'cluster'>) });
  });
}

function buildNfsVolume(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const given = input as unknown as Pick<NfsVolumeProps, 'path' | 'capacity'>;
  return violationsOf((chart, place) => {
    new NfsVolume(chart, 'media', { ...place, host: 'nas', namespace: 'media', ...given });
  });
}

function violationsOf(
  use: (chart: Chart, place: { site: Site; cluster: Cluster }) => void,
): readonly PlacedViolation[] {
  const site = resolve(EXAMPLE_SITE);
  const build = (root: App): void => {
    use(new Chart(root, 'row'), { site, cluster: site.cluster('home') });
  };
  return renderBundle({ site: EXAMPLE_SITE, charts: () => [{ app: 'row', build }], stacks: () => [] }).violations;
}
