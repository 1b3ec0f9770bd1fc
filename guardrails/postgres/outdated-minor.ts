import type { Manifest } from '../../constructs/model';
import { flawedImages, textOfFlaws } from '../engine/postgres-minors';
import { POSTGRES_IMAGE_KINDS } from '../engine/postgres-images';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';
import { catalogRow, imageRow } from './rows/images';

/** Security releases that are out, and not yet everywhere. */
export default defineGuardrail<Manifest>({
  kind: POSTGRES_IMAGE_KINDS,
  severity: 'warning',
  summary: 'the minor version of PostgreSQL has the newest security release in it',
  why: 'what the release mends is public from that day on, for those who look for servers that have it not',
  fix: 'take the newest minor version of the same major, which restarts one instance after the other',
  waive: 'until the next maintenance, with its day',
  source: 'https://www.postgresql.org/support/security/',
  check: (manifest) =>
    flawedImages(manifest).flatMap((image) =>
      // A version that is refused has a finding of its own.
      image.flaws.some(({ refused }) => refused)
        ? []
        : [{ at: image.at, got: textOfFlaws(image), expected: image.newest ?? 'a major version that is maintained' }],
    ),
  valid: [
    { name: 'the newest minor version', objects: [clusterRow()] },
    {
      name: 'the newest of an older major',
      objects: [imageRow('ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie')],
    },
  ],
  invalid: [
    {
      name: 'the default of the operator',
      objects: [imageRow('ghcr.io/cloudnative-pg/postgresql:18.4-standard-trixie')],
      findings: [
        {
          at: 'spec.imageName',
          got: '18.4: a database user runs programs on the server with a cursor of the wrong type (CVE-2026-16239), see https://www.postgresql.org/support/security/CVE-2026-16239/',
        },
      ],
    },
    {
      name: 'one minor version behind, in a catalogue',
      objects: [catalogRow([{ major: 16, image: 'ghcr.io/cloudnative-pg/postgresql:16.14-standard-trixie' }])],
      findings: [{ at: 'spec.images[0].image' }],
    },
  ],
});
