/** Minor versions of one major version that a flaw is in: from the first one to before the one that mends it. */
type Span = readonly [first: number, mendedIn: number];

/** Something that is known of minor versions of PostgreSQL. */
export interface Flaw {
  /** What happens, for people. */
  readonly what: string;
  /** Versions that have it, by major version. */
  readonly versions: Readonly<Record<string, Span>>;
  /** Release notes, or the project's page of the vulnerability. */
  readonly source: string;
  /**
   * Whether nobody should run such a version: it is refused. The newest security release is not yet everywhere: what it
   * mends is told.
   */
  readonly refused: boolean;
}

/** In every minor version before one. */
function before(mended: Readonly<Record<string, number>>): Flaw['versions'] {
  return Object.fromEntries(Object.entries(mended).map(([major, minor]) => [major, [0, minor]]));
}

/** In one minor version alone, mended by the next. */
function onlyIn(broken: Readonly<Record<string, number>>): Flaw['versions'] {
  return Object.fromEntries(Object.entries(broken).map(([major, minor]) => [major, [minor, minor + 1]]));
}

/**
 * What was read of minor versions, oldest first: what lets others in, and what was broken and mended within days. This is no
 * list of every bug.
 */
export const FLAWS: readonly Flaw[] = [
  {
    what: 'a database user with PL/Perl runs programs on the server (CVE-2024-10979), and rows that are hidden by policy show (CVE-2024-10976)',
    versions: before({ 17: 1, 16: 5, 15: 9, 14: 14, 13: 17 }),
    source: 'https://www.postgresql.org/docs/release/16.5/',
    refused: true,
  },
  {
    what: 'extensions such as TimescaleDB no longer fit, and ALTER ROLE ... SET role is ignored',
    versions: onlyIn({ 17: 1, 16: 5, 15: 9, 14: 14 }),
    source: 'https://www.postgresql.org/docs/release/16.6/',
    refused: true,
  },
  {
    what: 'any database user runs programs on the server by a crafted query (CVE-2026-2006)',
    versions: before({ 18: 2, 17: 8, 16: 12, 15: 16, 14: 21 }),
    source: 'https://www.postgresql.org/support/security/CVE-2026-2006/',
    refused: true,
  },
  {
    what: 'a replica stops at the WAL of an older minor version, and substring() refuses long texts that are right',
    // Read of these majors; the others are refused for what follows.
    versions: onlyIn({ 18: 2, 17: 8, 15: 16 }),
    source: 'https://www.postgresql.org/docs/release/18.3/',
    refused: true,
  },
  {
    what: 'what an application sends overwrites the memory of the server (CVE-2026-6473)',
    versions: before({ 18: 4, 17: 10, 16: 14, 15: 18, 14: 23 }),
    source: 'https://www.postgresql.org/support/security/CVE-2026-6473/',
    refused: true,
  },
  {
    what: 'a database user runs programs on the server with a cursor of the wrong type (CVE-2026-16239)',
    versions: before({ 18: 6, 17: 11, 16: 15, 15: 19, 14: 24 }),
    source: 'https://www.postgresql.org/support/security/CVE-2026-16239/',
    refused: false,
  },
];

/** What is known of a version such as `16.4`; nothing for texts that are no minor version. */
export function flawsOf(version: string): readonly Flaw[] {
  const [, major = '', minor] = /^([1-9]\d*)\.(\d+)$/.exec(version) ?? [];
  return minor === undefined
    ? []
    : FLAWS.filter(({ versions }) => {
        const span = Object.hasOwn(versions, major) ? versions[major] : undefined;
        return span !== undefined && span[0] <= Number(minor) && Number(minor) < span[1];
      });
}
