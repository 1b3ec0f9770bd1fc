import type { Construct } from 'constructs';
import type { Database, Site } from '../model';
import type { PostgresBackup } from './backup';
import { ObjectStore } from './object-store';

/**
 * Defines the ObjectStore that the site gives to a database, and says what a `PostgresCluster` needs to use it: nothing if
 * the site keeps no backup of it.
 *
 * @throws SpecError `site/unknown-reference` if there is no such host, `site/wrong-role` if it is no S3 server.
 * @throws SpecError `postgres/object-store` if bucket, prefix or retention cannot be.
 * @example new PostgresCluster(home, name, { ...database, ...siteBackup(home, site, database), topology, resources });
 */
export function siteBackup(
  scope: Construct,
  site: Site,
  { key, name, namespace, s3Backup }: Pick<Database, 'key' | 'name' | 'namespace' | 's3Backup'>,
): { readonly backup?: PostgresBackup } {
  if (s3Backup === undefined) {
    return {};
  }
  const { s3, bucket, prefix, credentialsSecret, schedule, retention, caSecret } = s3Backup;
  const store = new ObjectStore(scope, `${name}-store`, {
    name,
    namespace,
    host: site.hostOfRole(s3, 's3', `databases.${key}.backup.s3`),
    bucket,
    credentials: { secretName: credentialsSecret },
    retentionPolicy: retention,
    ...(prefix === undefined ? {} : { prefix }),
    ...(caSecret === undefined ? {} : { ca: { secretName: caSecret } }),
  });
  return { backup: { store, schedule } };
}
