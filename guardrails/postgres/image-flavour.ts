import { postgresTagOf } from '../../constructs/postgres/image/derived';
import type { Manifest } from '../../constructs/model';
import { POSTGRES_IMAGE_KINDS, postgresImages } from '../engine/postgres-images';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';
import { imageRow } from './rows/images';

/** `system` images carry Barman for the operator's own backups, which go away with them. */
export default defineGuardrail<Manifest>({
  kind: POSTGRES_IMAGE_KINDS,
  severity: 'warning',
  summary: 'the image of PostgreSQL is of a flavour that stays: minimal or standard',
  lesson: 'article 00 takes the tag 16.6, which is a system image',
  why: 'system images are deprecated and end together with the backups built into the operator, in CloudNativePG 1.31',
  fix: 'write standard in the place of system, and back up with the Barman Cloud plugin',
  waive: 'as long as spec.backup.barmanObjectStore is still in use: only the system images hold its programs',
  source: 'https://github.com/cloudnative-pg/postgres-containers#system-images-deprecated',
  check: (manifest) =>
    postgresImages(manifest).flatMap(({ at, image }) => {
      const tag = postgresTagOf(image);
      return tag.ok && tag.value.flavour === 'system'
        ? [{ at, got: 'system', expected: 'the flavour standard or minimal' }]
        : [];
    }),
  valid: [
    { name: 'standard', objects: [clusterRow()] },
    { name: 'minimal', objects: [imageRow('ghcr.io/cloudnative-pg/postgresql:18.4-minimal-trixie')] },
  ],
  invalid: [
    {
      name: 'the default of the operator, written out',
      objects: [imageRow('ghcr.io/cloudnative-pg/postgresql:18.4-system-trixie')],
      findings: [{ at: 'spec.imageName', got: 'system' }],
    },
    {
      name: 'one build of a system image',
      objects: [imageRow('ghcr.io/cloudnative-pg/postgresql:18.4-202605181512-system-trixie')],
      findings: [{ at: 'spec.imageName', got: 'system' }],
    },
  ],
});
