/** Where a text connects to. Never the password. */
export interface Connection {
  /** `pg-main-rw.databases.svc`. */
  readonly host: string;
  /** Empty if the text names none. */
  readonly user: string;
  /** Empty if the text names none. */
  readonly database: string;
}

/** `postgresql://user:password@host:port/database?options`; a password may be a variable, and hold anything but a space. Bounded: a text may be long. */
const URI =
  /\bpostgres(?:ql)?:\/\/(?:([^\s:@/]{0,512})(?::[^\s@]{0,512})?@)?([A-Za-z0-9.-]{1,253})(?::\d+)?(?:\/([^\s?#"']{0,512}))?/g;

/** Every connection URI of libpq in a text, with one host each. */
export function connectionsIn(value: unknown): readonly Connection[] {
  return typeof value !== 'string'
    ? []
    : [...value.matchAll(URI)].map(([, user = '', host = '', database = '']) => ({
        host: host.toLowerCase(),
        user: decoded(user),
        database: decoded(database),
      }));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
