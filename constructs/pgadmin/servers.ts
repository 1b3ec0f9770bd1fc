import type { PgAdminServer } from './pg-admin-props';

/** Name of the shared storage in which pgAdmin finds certificates of authorities; nobody can write to it. */
export const AUTHORITIES = 'authorities';

/** Where that storage is in the container. */
export const AUTHORITIES_PATH = '/run/authorities';

/** File of a server's authority in that storage. */
export function authorityFile(index: number): string {
  return `${index + 1}/ca.crt`;
}

/**
 * The list of servers as pgAdmin imports it. Paths are those of its file manager: `<storage>:/<file>`.
 *
 * @see https://www.pgadmin.org/docs/pgadmin4/latest/import_export_servers.html#json-format
 */
export function serversJson(servers: readonly PgAdminServer[]): string {
  const entries = servers.map(({ name, host, port = 5432, database, username }, index): [string, object] => [
    String(index + 1),
    {
      Name: name,
      Group: 'Servers',
      Host: host,
      Port: port,
      MaintenanceDB: database,
      Username: username,
      ConnectionParameters: {
        sslmode: 'verify-full',
        sslrootcert: `${AUTHORITIES}:/${authorityFile(index)}`,
      },
    },
  ]);
  return `${JSON.stringify({ Servers: Object.fromEntries(entries) }, undefined, 2)}\n`;
}
