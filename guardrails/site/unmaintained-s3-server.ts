import type { S3HostInput } from '../../constructs/model';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

const NEEDED = [
  ['build', 'who builds and mends the server, with the release: its own project no longer does'],
  ['reason', 'why this server, while others are maintained by their own project'],
] as const satisfies readonly (readonly [keyof S3HostInput, string])[];

/** The community edition of MinIO ended in 2026: its last images miss the fix of a privilege escalation. */
export default defineSiteRule({
  severity: 'error',
  summary: 'an S3 host with MinIO names who maintains its build, and the reason for it',
  lesson: 'article 04 backs up to MinIO from its own project, whose community edition has been archived since',
  why: 'the last images of the project itself lack the fix of CVE-2025-62506 and will get no other',
  fix: 'give build and reason, or take a flavour that its own project maintains',
  waive: 'while a migration to another server is under way',
  source: 'https://github.com/minio/minio',
  check: (site) =>
    entriesOf(site.hosts).flatMap(([key, host]) => {
      if (host.role !== 's3' || host.flavour !== 'minio') {
        return [];
      }
      return NEEDED.filter(([field]) => (host[field] ?? '').trim() === '').map(([field, expected]) => ({
        at: placed(['hosts', key, field], '').at,
        got: 'nothing',
        expected,
      }));
    }),
  valid: [
    { name: 'a server that its own project maintains', site: EXAMPLE_SITE },
    {
      name: 'MinIO from a fork that is maintained',
      site: exampleSiteWith((site) => {
        const build = 'pgsty/silo RELEASE.2026-06-18T00-00-00Z';
        Object.assign(site.hosts['s3']!, { flavour: 'minio', port: 9000, build, reason: 'object lock' });
      }),
    },
  ],
  invalid: [
    {
      name: 'MinIO, and no word of where it comes from',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['s3']!, { flavour: 'minio', port: 9000 });
      }),
      findings: [
        { at: 'hosts.s3.build', got: 'nothing' },
        { at: 'hosts.s3.reason', got: 'nothing' },
      ],
    },
    {
      name: 'a reason that says nothing',
      site: exampleSiteWith((site) => {
        Object.assign(site.hosts['s3']!, { flavour: 'minio', build: 'own build', reason: ' ' });
      }),
      findings: [{ at: 'hosts.s3.reason', got: 'nothing' }],
    },
  ],
});
