import type { DatabaseBackupInput, SiteInput } from '../../constructs/model';
import { parseSecondsCron } from '../../constructs/model/cron';
import { parseObjectName } from '../../constructs/model/dns-name';
import type { Parsed } from '../../constructs/model/parsed';
import { bucketName, pathPrefix, retentionPolicy } from '../../constructs/postgres/store-target/derived';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { faultOf } from '../engine/site/fault-of';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Reads a part of `backup`, if it is there. */
type Readers = readonly (readonly [keyof DatabaseBackupInput, (value: string) => Parsed<unknown>])[];

const secretName = (value: string): Parsed<string> => parseObjectName('', 'Secret', value);

const READERS: Readers = [
  ['bucket', bucketName],
  ['prefix', pathPrefix],
  ['credentialsSecret', secretName],
  ['schedule', parseSecondsCron],
  ['retention', retentionPolicy],
  ['caSecret', secretName],
];

function violationsOf(site: SiteInput): ReturnType<ReturnType<typeof faultOf>> {
  return entriesOf(site.databases).flatMap(([key, { backup }]) =>
    READERS.flatMap(([field, read]) => {
      const value = backup?.[field];
      return value === undefined ? [] : faultOf(read)(placed(['databases', key, 'backup', field], value));
    }),
  );
}

/** A backup that is written wrongly is missed on the day when it is needed. */
export default defineSiteRule({
  severity: 'error',
  summary: 'the backup of a database has a bucket, a schedule of six fields, a retention, and Secrets that can be',
  lesson: 'article 00 ends with three replicas and no backup: what is deleted is deleted three times',
  why: 'the database starts without it: nobody sees that nothing is saved, or that it is saved every hour instead of every night',
  fix: 'write a value of the form that is expected',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/backup/',
  check: violationsOf,
  valid: [
    { name: 'every night into a bucket, for 30 days', site: EXAMPLE_SITE },
    {
      name: 'no backup',
      site: exampleSiteWith((site) => {
        delete site.databases['pg-main']!.backup;
      }),
    },
  ],
  invalid: [
    {
      name: 'a schedule as CronJobs have it',
      site: exampleSiteWith((site) => {
        site.databases['pg-main']!.backup!.schedule = '30 2 * * *';
      }),
      findings: [{ at: 'databases.pg-main.backup.schedule', got: '"30 2 * * *", 5 fields' }],
    },
    {
      name: 'an address instead of a bucket, words instead of a retention',
      site: exampleSiteWith((site) => {
        Object.assign(site.databases['pg-main']!.backup!, { bucket: 's3://postgres', retention: '30 days' });
      }),
      findings: [
        { at: 'databases.pg-main.backup.bucket', got: '"s3://postgres"' },
        { at: 'databases.pg-main.backup.retention', got: '"30 days"' },
      ],
    },
    {
      name: 'a path from the root, and Secrets that no API server takes',
      site: exampleSiteWith((site) => {
        const names = { credentialsSecret: 'PG_S3', caSecret: 'S3 CA' };
        Object.assign(site.databases['pg-main']!.backup!, { prefix: '/home', ...names });
      }),
      findings: [
        { at: 'databases.pg-main.backup.prefix', got: '"/home"' },
        { at: 'databases.pg-main.backup.credentialsSecret' },
        { at: 'databases.pg-main.backup.caSecret' },
      ],
    },
  ],
});
