import { sslModeOf, type LibpqSslMode } from '../sslmode/derived';

/** Where a text connects to, and how; never with whose password. */
export interface FoundConnection {
  /** Host without its port. */
  readonly host: string;
  /** `none` if the text says nothing of it, `unknown` if what it says is no mode. */
  readonly sslmode: LibpqSslMode | 'none' | 'unknown';
}

// Everything here reads texts of any size: no pattern can match one text in two ways, and what repeats is a character class.

/** A URI of libpq, JDBC, or SQLAlchemy with its driver. */
const URI = /(jdbc:)?\bpostgres(?:ql)?(?:\+\w+)?:\/\/[^\s"'`<>\\]+/gi;

/** A host or a mode in a connection string, a line of configuration, or a mapping. */
const PAIR =
  /(?<![A-Za-z0-9_])(?:[A-Za-z0-9]+_)*(?:pg)?(host(?:name|addr)?|ssl[ _-]?mode)["']?[ \t]*[=:][ \t]*["']?([^\s"',;&{}]+)/gi;

/** Every connection that a text names: by URIs, and by hosts with modes beside them. */
export function connectionsIn(text: string): readonly FoundConnection[] {
  // Nearly every text is about something else.
  return /postgres|ssl[ _-]?mode/i.test(text) ? [...urisIn(text), ...pairsIn(text.replace(URI, ' '))] : [];
}

/** The host of an address: without a port, and without the brackets of IPv6. */
export function hostOf(address: string): string {
  return address.replace(/:\d*$/, '').replace(/^\[|\]$/g, '');
}

function urisIn(text: string): FoundConnection[] {
  return [...text.matchAll(URI)].flatMap(([uri, jdbc]) => {
    const [base = '', query = ''] = uri.split('?', 2);
    const parameters = parametersOf(query);
    const authority = base.slice(base.indexOf('://') + 3).split('/', 1)[0]!;
    const addresses = authority.slice(authority.lastIndexOf('@') + 1).split(',');
    const hosts = [...addresses, ...(parameters.get('host')?.split(',') ?? [])].map(hostOf).filter(Boolean);
    const sslmode = modeIn(parameters, jdbc !== undefined);
    return hosts.map((host) => ({ host: decoded(host), sslmode }));
  });
}

function parametersOf(query: string): ReadonlyMap<string, string> {
  return new Map(
    query
      .split('#', 1)[0]!
      .split('&')
      .map((parameter) => {
        const [name = '', value = ''] = parameter.split('=', 2);
        return [name.toLowerCase(), decoded(value)];
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
    return [...modes].flatMap((sslmode) => [...hosts].map((host) => ({ host, sslmode })));
  });
}
