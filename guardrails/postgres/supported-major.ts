import { majorOf } from '../../constructs/postgres/image/derived';
import type { Manifest } from '../../constructs/model';
import { VERSIONS } from '../../constructs/model/versions';
import { fieldsAt } from '../engine/fields';
import { POSTGRES_IMAGE_KINDS, postgresImages } from '../engine/postgres-images';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';
import { catalogRow, imageRow } from './rows/images';

const MAJORS = Object.entries(VERSIONS.postgresql.majors).flatMap(([major, { current }]) =>
  current === undefined ? [] : [major],
);

/** Major versions whose images are still built. */
export default defineGuardrail<Manifest>({
  kind: POSTGRES_IMAGE_KINDS,
  severity: 'error',
  summary: 'the major version of PostgreSQL is one that is released and still gets fixes',
  why: 'no fixes come for a version after its end of life, and a beta may need a dump and restore to get on',
  fix: 'upgrade: set the image of a newer major version, which the operator migrates to with pg_upgrade',
  waive: 'while an upgrade is under way, with the day by which it is done',
  source: 'https://github.com/cloudnative-pg/postgres-containers#cnpg-postgresql-container-images',
  check: (manifest) =>
    [
      ...postgresImages(manifest).map(({ at, image }) => ({ at, major: majorOf(image, undefined), text: image })),
      ...fieldsAt(manifest, 'spec.imageCatalogRef.major').map(({ at, value }) => ({
        at,
        major: String(value),
        text: String(value),
      })),
    ].flatMap(({ at, major, text }) =>
      MAJORS.includes(major) && !isPreRelease(text)
        ? []
        : [{ at, got: describe(major, text), expected: `one of the major versions ${MAJORS.join(', ')}` }],
    ),
  valid: [
    { name: 'a major version that is maintained', objects: [clusterRow()] },
    {
      name: 'the oldest one that is maintained',
      objects: [imageRow('ghcr.io/cloudnative-pg/postgresql:14.24-standard-bookworm')],
    },
  ],
  invalid: [
    {
      name: 'a major version after its end of life, in a Cluster and in a catalogue',
      objects: [
        imageRow('ghcr.io/cloudnative-pg/postgresql:13.22-standard-bookworm'),
        catalogRow([{ major: 13, image: 'ghcr.io/cloudnative-pg/postgresql:13.22-standard-bookworm' }]),
      ],
      findings: [
        { at: 'spec.imageName', got: '13, end of life on 2025-11-13' },
        { at: 'spec.images[0].image', got: '13, end of life on 2025-11-13' },
      ],
    },
    {
      name: 'a beta',
      objects: [imageRow('ghcr.io/cloudnative-pg/postgresql:19beta3-standard-trixie')],
      findings: [{ at: 'spec.imageName', got: '19beta3, not released' }],
    },
    {
      name: 'a catalogue is asked for a major version that is none',
      objects: [
        clusterRow({
          imageName: undefined,
          imageCatalogRef: { apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'postgresql', major: 12 },
        }),
      ],
      findings: [{ at: 'spec.imageCatalogRef.major', got: '12' }],
    },
  ],
});

const PRE_RELEASE = /:(\d+(?:alpha|beta|rc)\d+)/;

function isPreRelease(image: string): boolean {
  return PRE_RELEASE.test(image);
}

function describe(major: string, image: string): string {
  const preRelease = PRE_RELEASE.exec(image)?.[1];
  if (preRelease !== undefined) {
    return `${preRelease}, not released`;
  }
  const known = Object.hasOwn(VERSIONS.postgresql.majors, major) ? VERSIONS.postgresql.majors[major] : undefined;
  return known === undefined ? major : `${major}, end of life on ${known.endOfLife}`;
}
