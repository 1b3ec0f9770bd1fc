import type { Manifest } from '../../constructs/model';
import { flawedImages, textOfFlaws } from '../engine/postgres-minors';
import { POSTGRES_IMAGE_KINDS } from '../engine/postgres-images';
import { defineGuardrail } from '../rule';
import { ARTICLE_00, clusterRow } from './rows/cluster';
import { catalogRow, imageRow } from './rows/images';

/** Minor versions that let others in, or were broken and mended within days. */
export default defineGuardrail<Manifest>({
  kind: POSTGRES_IMAGE_KINDS,
  severity: 'error',
  summary: 'no PostgreSQL of a minor version that is known to be broken, or to let others in',
  lesson:
    'article 00, section 3, tells to leave 16.4 for 16.6 because of crashes with much memory, which nobody confirms; what is known of both is worse, and mended since',
  why: 'whoever may send a query runs programs as the server, reads every database and its backups; broken minors stop replicas or ignore settings',
  fix: 'take the newest minor version of the same major: nothing but the image changes',
  waive: 'for a laboratory without data, while a bug of the newer version is worse for you',
  source: 'https://www.postgresql.org/support/security/',
  check: (manifest) =>
    flawedImages(manifest).flatMap((image) => {
      const flaws = image.flaws.filter(({ refused }) => refused);
      const expected = image.newest ?? 'a major version that is maintained';
      return flaws.length === 0 ? [] : [{ at: image.at, got: textOfFlaws({ ...image, flaws }), expected }];
    }),
  valid: [
    { name: 'the newest minor version', objects: [clusterRow()] },
    {
      name: 'one that is not the newest: what is mended since is told by another rule',
      objects: [imageRow('ghcr.io/cloudnative-pg/postgresql:18.4-standard-trixie')],
    },
    {
      name: 'an image of your own, of which nothing is known here',
      objects: [imageRow('registry.example.internal/postgresql-timescale:16.4-2.22.1')],
    },
  ],
  invalid: [
    {
      name: 'the minor version of article 00, which it takes for a good one',
      objects: [ARTICLE_00],
      findings: [
        {
          at: 'spec.imageName',
          got: '16.6: any database user runs programs on the server by a crafted query (CVE-2026-2006), see https://www.postgresql.org/support/security/CVE-2026-2006/; what an application sends overwrites the memory of the server (CVE-2026-6473), see https://www.postgresql.org/support/security/CVE-2026-6473/',
        },
      ],
    },
    {
      name: 'the one that it warns of, in a catalogue, and one that was mended within a week',
      objects: [
        catalogRow([{ major: 16, image: 'ghcr.io/cloudnative-pg/postgresql:16.4-standard-bookworm' }]),
        imageRow('ghcr.io/cloudnative-pg/postgresql:17.1-standard-bookworm'),
      ],
      findings: [{ at: 'spec.images[0].image' }, { at: 'spec.imageName' }],
    },
  ],
});
