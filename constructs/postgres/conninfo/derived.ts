import { sslModeOf, type LibpqSslMode } from '../sslmode/derived';

/** Where a text connects to, and how; never with whose password. */
export interface FoundConnection {
  /** Host without its port. */
  readonly host: string;
  /** `none` if the text says nothing of it, `unknown` if what it says is no mode. */
  readonly sslmode: LibpqSslMode | 'none' | 'unknown';
  /** Empty if the text names none. */
  readonly user: string;
  /** Empty if the text names none. */
  readonly database: string;
}

// Everything here reads texts of any size: no pattern can match one text in two ways, and what repeats is a character class.

/** A URI of libpq, JDBC, or SQLAlchemy with its driver. */
const URI = /(jdbc:)?\bpostgres(?:ql)?(?:\+\w+)?:\/\/[^\s"'`<>\\]+/gi;

/** A host or a mode in a connection string, a line of configuration, or a mapping. */
const PAIR =
  /(?<![A-Za-z0-9_])(?:[A-Za-z0-9]+_)*(?:pg)?(host(?:name|addr)?|ssl[ _-]?mode)["']?[ \t]*[=:][ \t]*["']?([^\s"',;&{}]+)/gi;

/** A line that a shell, an INI file or a program in C leaves out. */
const COMMENT = /^[ \t]*(?:#|;|\/\/)[^\n]*\n?/gm;

/** Every connection that a text names: by URIs, and by hosts with modes beside them. */
export function connectionsIn(text: string): readonly FoundConnection[] {
  // Nearly every text is about something else.
  if (!/postgres|ssl[ _-]?mode/i.test(text)) {
    return [];
  }
  const spoken = text.replace(COMMENT, '');
  return [...urisIn(spoken), ...pairsIn(spoken.replace(URI, ' '))];
}

/** The host of an address: without a port, and without the brackets of IPv6. */
export function hostOf(address: string): string {
  return address.replace(/:\d*$/, '').replace(/^\[|\]$/g, '');
}

function urisIn(text: string): FoundConnection[] {
  return [...text.matchAll(URI)].flatMap(([uri, jdbc]) => {
    const [base = '', query = ''] = uri.split('?', 2);
    const parameters = parametersOf(query);
    const [authority = '', path = ''] = base.slice(base.indexOf('://') + 3).split('/', 2);
    const at = authority.lastIndexOf('@');
    const addresses = authority
      .slice(at + 1)
      .split(',')
      .map((address) => alone(address));
    const user = authority.slice(0, Math.max(0, at)).split(':', 1)[0]!;
    const hosts = [...addresses, ...(parameters.get('host')?.split(',') ?? [])].map(hostOf).filter(Boolean);
    const sslmode = modeIn(parameters, jdbc !== undefined);
    const names = { user: nameIn(user, parameters, 'user'), database: nameIn(path, parameters, 'dbname') };
    return hosts.map((host) => ({ host: decoded(host), sslmode, ...names }));
  });
}

/** A part of a URI without what the sentence around it goes on with. */
function alone(part: string, end = /[,;)}>`]/): string {
  const at = part.search(end);
  return (at < 0 ? part : part.slice(0, at)).replace(/[.:!]$/, '');
}

/** A name in its place, or in the query. */
function nameIn(part: string, parameters: ReadonlyMap<string, string>, name: string): string {
  return decoded(alone(part)) || (parameters.get(name) ?? '');
}

function parametersOf(query: string): ReadonlyMap<string, string> {
  return new Map(
    query
      .split('#', 1)[0]!
      .split('&')
      .map((parameter) => {
        const [name = '', value = ''] = parameter.split('=', 2);
        return [name.toLowerCase(), decoded(alone(value, /[;)}>`]/))];
      }),
  );
}

/** JDBC checks everything where it is told `ssl=true` and no mode; asyncpg calls the mode `ssl`. */
function modeIn(parameters: ReadonlyMap<string, string>, isJdbc: boolean): FoundConnection['sslmode'] {
  const ssl = parameters.get('ssl');
  const written = parameters.get('sslmode') ?? (isJdbc && ssl === 'true' ? 'verify-full' : ssl);
  return written === undefined ? 'none' : (sslModeOf(written) ?? 'unknown');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: the host of nobody.
    return text;
  }
}

/**
 * Hosts and modes that belong together: those of one line, or of one block of lines without an empty line or the head of
 * a section in between. A host without any mode is left out: it may be of anything.
 */
function pairsIn(text: string): FoundConnection[] {
  return text.split(/\r?\n[ \t]*(?:\r?\n|(?=\[))/).flatMap((block) => {
    const hosts = new Set<string>();
    const modes = new Set<FoundConnection['sslmode']>();
    for (const [, key = '', value = ''] of block.matchAll(PAIR)) {
      if (/^host/i.test(key)) {
        value.split(',').forEach((address) => hosts.add(hostOf(address)));
      } else {
        modes.add(sslModeOf(value) ?? 'unknown');
      }
    }
    return [...modes].flatMap((sslmode) => [...hosts].map((host) => ({ host, sslmode, user: '', database: '' })));
  });
}
