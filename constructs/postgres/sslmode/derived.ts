/**
 * How far a client checks whom it talks to. What libpq has below `require` is left out: without TLS everything can be read
 * and changed, and whoever answers may ask for the password in clear; `allow` and `prefer` give TLS up when they are told to.
 *
 * - `require`: nobody reads along, but anybody can be the other side.
 * - `verify-ca`: the other side has a certificate of the cluster's authority; any of its certificates does.
 * - `verify-full`: and the certificate has the name that the client connects to.
 *
 * @see https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION
 */
export type SslMode = 'require' | 'verify-ca' | 'verify-full';

/** Every mode of libpq, the weakest first. */
export const LIBPQ_SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;

/** A mode as libpq writes it. */
export type LibpqSslMode = (typeof LIBPQ_SSL_MODES)[number];

/** Modes without hyphens and in lower case, as every driver's spelling comes out. */
const BY_LETTERS: ReadonlyMap<string, LibpqSslMode> = new Map(
  LIBPQ_SSL_MODES.map((mode) => [mode.replace('-', ''), mode]),
);

/** The mode that a text stands for, in the spelling of libpq, JDBC or .NET; undefined if it stands for none. */
export function sslModeOf(text: string): LibpqSslMode | undefined {
  return BY_LETTERS.get(text.toLowerCase().replace(/[-_ ]/g, ''));
}

/** Whether a mode is one that the types of this library offer. */
export function isSslMode(mode: unknown): mode is SslMode {
  return mode === 'require' || mode === 'verify-ca' || mode === 'verify-full';
}
