import { isPostgresImage, postgresTagOf } from '../../constructs/postgres/image/derived';
import type { Manifest } from '../../constructs/model';
import { VERSIONS } from '../../constructs/model/versions';
import { POSTGRES_IMAGE_KINDS, postgresImages } from '../engine/postgres-images';
import { defineGuardrail } from '../rule';
import { imageRow } from './rows/images';

/** A tag that was never pushed is seen only when a pod moves to a node that has not pulled it. */
export default defineGuardrail<Manifest>({
  kind: POSTGRES_IMAGE_KINDS,
  severity: 'warning',
  summary: 'the minor version of PostgreSQL is one that images are known of',
  lesson:
    'article 00, section 3: pin a known-good minor version; the segmentation fault that it reports of 16.4 is unconfirmed',
  why: 'some numbers were left out, and old minor versions were never built for the newer Debian: pods stay in ImagePullBackOff',
  fix: 'use one of the minor versions that are named, the newest if nothing speaks against it',
  waive: 'when the version is newer than this release of rackproof and you have pulled the image',
  source: 'https://github.com/cloudnative-pg/postgres-containers/blob/main/docker-bake.hcl',
  check: (manifest) =>
    postgresImages(manifest).flatMap(({ at, image }) => {
      const tag = postgresTagOf(image);
      if (!tag.ok || !isPostgresImage(image)) {
        return [];
      }
      const minors = minorsOf(tag.value.major);
      return minors.length === 0 || minors.includes(tag.value.version)
        ? []
        : [{ at, got: tag.value.version, expected: `one of ${minors.join(', ')}` }];
    }),
  valid: [
    {
      name: 'a minor version that is not the newest',
      objects: [imageRow('ghcr.io/cloudnative-pg/postgresql:18.4-standard-trixie')],
    },
    {
      name: 'an image of your own, of which nothing is known here',
      objects: [imageRow('registry.example.internal/postgresql-timescale:17.3-2.22.1')],
    },
  ],
  invalid: [
    {
      name: 'a number that was left out, and one that is not released',
      objects: [
        imageRow('ghcr.io/cloudnative-pg/postgresql:18.5-standard-trixie'),
        imageRow('ghcr.io/cloudnative-pg/postgresql:18.40-standard-trixie', 'pg-other'),
      ],
      findings: [
        { at: 'spec.imageName', got: '18.5' },
        { at: 'spec.imageName', got: '18.40' },
      ],
    },
    {
      name: 'the minor version of article 00, older than any image for this Debian',
      objects: [imageRow('ghcr.io/cloudnative-pg/postgresql:16.6-standard-trixie')],
      findings: [{ at: 'spec.imageName', got: '16.6' }],
    },
  ],
});

function minorsOf(major: string): readonly string[] {
  const { majors } = VERSIONS.postgresql;
  return (Object.hasOwn(majors, major) ? majors[major]?.minors : undefined) ?? [];
}
