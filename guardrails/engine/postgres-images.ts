import type { Manifest } from '../../constructs/model';
import { fieldsAt } from './fields';

/** Kinds that name images of PostgreSQL. */
export const POSTGRES_IMAGE_KINDS: readonly string[] = [
  'postgresql.cnpg.io/Cluster',
  'postgresql.cnpg.io/ClusterImageCatalog',
  'postgresql.cnpg.io/ImageCatalog',
];

/** An image of PostgreSQL, with its place. */
export interface PostgresImage {
  readonly at: string;
  readonly image: string;
}

/** Every image of PostgreSQL that a Cluster or a catalogue names. */
export function postgresImages(manifest: Manifest): readonly PostgresImage[] {
  return ['spec.imageName', 'spec.images[].image']
    .flatMap((path) => fieldsAt(manifest, path))
    .flatMap(({ at, value }) => (typeof value === 'string' ? [{ at, image: value }] : []));
}
