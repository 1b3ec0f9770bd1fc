import { parsed, refused, type Parsed } from '../../model/parsed';
import { describeValue, quoted } from '../../model/text';

/** Longest name of a database or role, in bytes: PostgreSQL cuts longer ones, and the operator never finds them again. */
const MOST_BYTES = 63;

/** Databases that every server has. */
const OWN_DATABASES: ReadonlySet<string> = new Set(['postgres', 'template0', 'template1']);

/** Roles of the server and of the operator. */
const OWN_ROLES: ReadonlySet<string> = new Set(['postgres', 'streaming_replica']);

/** Beginnings that PostgreSQL and the operator keep for themselves. */
const OWN_PREFIXES = ['pg_', 'cnpg_'];

/**
 * The name of a database inside PostgreSQL.
 *
 * @see https://cloudnative-pg.io/documentation/current/declarative_database_management/#reserved-database-names
 */
export function databaseName(name: unknown): Parsed<string> {
  return identifier(name, (text) => OWN_DATABASES.has(text));
}

/**
 * The name of a role inside PostgreSQL.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/databaserole_types.go
 */
export function roleName(name: unknown): Parsed<string> {
  return identifier(name, (text) => OWN_ROLES.has(text) || OWN_PREFIXES.some((prefix) => text.startsWith(prefix)));
}

function identifier(name: unknown, isReserved: (name: string) => boolean): Parsed<string> {
  if (typeof name !== 'string' || name === '') {
    return refused({ got: describeValue(name), expected: 'a name' });
  }
  if (isReserved(name)) {
    return refused({ got: `${quoted(name)}, which is reserved`, expected: 'a name of its own' });
  }
  const bytes = Buffer.byteLength(name);
  return bytes > MOST_BYTES
    ? refused({ got: `${quoted(name)}, ${bytes} bytes`, expected: `${MOST_BYTES} bytes or less` })
    : parsed(name);
}
