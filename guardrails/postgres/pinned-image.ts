import { isPostgresImage, postgresTagOf } from '../../constructs/postgres/image/derived';
import type { Manifest, Violation } from '../../constructs/model';
import { parseImageReference } from '../../constructs/model/image-reference';
import { POSTGRES_IMAGE_KINDS, postgresImages } from '../engine/postgres-images';
import { valueAt } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { ARTICLE_00, clusterRow } from './rows/cluster';
import { catalogRow, imageRow } from './rows/images';

const FORM = 'a tag <major>.<minor>-<flavour>-<distribution>, with or without a digest';

/** A tag that moves to another minor version, or to another Debian, changes the database at the next restart. */
export default defineGuardrail<Manifest>({
  kind: POSTGRES_IMAGE_KINDS,
  severity: 'error',
  summary: 'the image of PostgreSQL is pinned to a minor version and a distribution',
  lesson:
    'article 00, section 3, rightly pins a minor version; its tag 16.6 alone is a deprecated one, for an image on a Debian that is no longer built',
  why: 'a tag that moves brings another minor or major version at the next restart, or another Debian, whose libraries sort text differently: indexes are then wrong in silence',
  fix: 'write ghcr.io/cloudnative-pg/postgresql:<major>.<minor>-standard-<distribution>',
  waive: 'when an operator-managed upgrade to whatever is newest is what you want',
  source: 'https://github.com/cloudnative-pg/postgres-containers#image-tags',
  check: (manifest) => [...withoutImage(manifest), ...postgresImages(manifest).flatMap(unpinned)],
  valid: [
    { name: 'minor version, flavour and distribution', objects: [clusterRow()] },
    {
      name: 'the tag of one build, with its digest',
      objects: [
        imageRow(`ghcr.io/cloudnative-pg/postgresql:18.4-202605181512-standard-trixie@sha256:${'5e'.repeat(32)}`),
      ],
    },
    {
      name: 'a mirror with a port, and an image of your own with a minor version',
      objects: [
        imageRow('registry.example.internal:5000/cloudnative-pg/postgresql:18.4-standard-trixie'),
        imageRow('registry.example.internal/postgresql-timescale:17.11-2.22.1', 'metrics'),
      ],
    },
    {
      name: 'an image from a catalogue',
      objects: [
        clusterRow({
          imageName: undefined,
          imageCatalogRef: {
            apiGroup: 'postgresql.cnpg.io',
            kind: 'ClusterImageCatalog',
            name: 'postgresql-standard-trixie',
            major: 18,
          },
        }),
      ],
    },
  ],
  invalid: [
    {
      name: 'the manifest of article 00: a minor version without flavour and distribution',
      objects: [ARTICLE_00],
      findings: [{ at: 'spec.imageName', got: '16.6' }],
    },
    {
      name: 'latest, no tag, and a digest without a tag: refused by the operator too',
      objects: [
        imageRow('ghcr.io/cloudnative-pg/postgresql:latest'),
        imageRow('ghcr.io/cloudnative-pg/postgresql', 'pg-other'),
        imageRow(`ghcr.io/cloudnative-pg/postgresql@sha256:${'5e'.repeat(32)}`, 'pg-third'),
      ],
      findings: [
        { at: 'spec.imageName', got: 'latest' },
        { at: 'spec.imageName', got: 'no tag, which means latest' },
        { at: 'spec.imageName', got: 'a digest without a tag' },
      ],
    },
    {
      name: 'a major version alone, with flavour and distribution',
      objects: [imageRow('ghcr.io/cloudnative-pg/postgresql:18-standard-trixie')],
      findings: [{ at: 'spec.imageName', got: '18-standard-trixie, a major version alone' }],
    },
    {
      name: 'no image: the default of the operator, which changes with the operator',
      objects: [clusterRow({ imageName: undefined })],
      findings: [{ at: 'spec.imageName', got: 'nothing: the default of whatever operator runs' }],
    },
    {
      name: 'a digest that is none',
      objects: [imageRow('ghcr.io/cloudnative-pg/postgresql:18.4-standard-trixie@sha256:cafe')],
      findings: [{ at: 'spec.imageName' }],
    },
    {
      name: 'a catalogue that offers major versions',
      objects: [
        catalogRow([
          { major: 17, image: 'ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie' },
          { major: 18, image: 'ghcr.io/cloudnative-pg/postgresql:18' },
        ]),
      ],
      findings: [{ at: 'spec.images[1].image', got: '18, a major version alone' }],
    },
    {
      name: 'an image of your own without a minor version',
      objects: [imageRow('registry.example.internal/postgresql-timescale:17')],
      findings: [{ at: 'spec.imageName', got: '17, a major version alone' }],
    },
  ],
});

function withoutImage(manifest: Manifest): Violation[] {
  const named = ['imageName', 'imageCatalogRef'].some((field) => valueAt(manifest, ['spec', field]) !== undefined);
  return manifest.kind !== 'Cluster' || named
    ? []
    : [{ at: 'spec.imageName', got: 'nothing: the default of whatever operator runs', expected: FORM }];
}

function unpinned({ at, image }: { readonly at: string; readonly image: string }): Violation[] {
  const [reference, tag] = [parseImageReference(image), postgresTagOf(image)];
  if (!reference.ok) {
    return [{ at, ...reference.fault }];
  }
  // Other images than CloudNativePG's own have tags of their own; the operator reads the version from their start.
  return tag.ok || (!isPostgresImage(image) && /^\d+\.\d+/.test(reference.value.tag ?? ''))
    ? []
    : [{ at, got: tag.fault.got, expected: FORM }];
}
