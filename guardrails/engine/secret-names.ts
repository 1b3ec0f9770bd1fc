import { remembered } from './remembered';

/** What a name ends with if its value is a secret, whatever the name is for. */
const VALUE_WORDS = [
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'token',
  'apikey',
  'privatekey',
  'encryptionkey',
  'authticket',
] as const;

/** What else a variable, a flag or a configuration key may end with; a field of an API would hold a name there. */
const LOOSE_WORDS = ['secret', 'secretkey', 'secretaccesskey', 'accesskey', 'credential', 'credentials'] as const;

/** Names that end so and hold no secret: the shell's working directories. */
const HARMLESS: ReadonlySet<string> = new Set(['pwd', 'oldpwd']);

/** Words of a name that make a random-looking value suspicious. */
const SUSPICIOUS = /key|auth|pass|cred|token|secret|pwd|hash|salt|sign/i;

/** Whether a variable, a flag or a configuration key holds a secret: `DB_PASSWORD`, `apiToken`, `CLIENT_SECRET`. */
export const isSecretName = remembered((name) => endsWithWord(name, VALUE_WORDS) || endsWithWord(name, LOOSE_WORDS));

/**
 * Whether a field of an API holds a secret as text. Fields such as `passwordSecret`, `secretName` and `credential` hold
 * the name of a Secret, `secretKey` a key inside one.
 */
export const isSecretField = remembered((name) => endsWithWord(name, VALUE_WORDS));

/** Whether a name says so little of a secret that only a random-looking value makes it one. */
export function isSuspiciousName(name: string): boolean {
  return SUSPICIOUS.test(name);
}

/** Every word ends with one of these letters: most names of fields need no closer look. */
const LAST_LETTERS: ReadonlySet<string> = new Set([
  ...['-', '_', '.'],
  ...[...VALUE_WORDS, ...LOOSE_WORDS].flatMap((word) => [word.slice(-1), word.slice(-1).toUpperCase()]),
]);

function endsWithWord(name: string, words: readonly string[]): boolean {
  if (!LAST_LETTERS.has(name.slice(-1))) {
    return false;
  }
  const plain = name.toLowerCase().replaceAll(/[-_.]/g, '');
  return !(HARMLESS.has(plain) && name === name.toUpperCase()) && words.some((word) => plain.endsWith(word));
}

/** What is filled in later: `$(VAR)`, `${name.output}`, `${secret:key}`, `{{ .password }}`, `<path:kv/data#key>`. */
const REFERENCE = /\$\([^)]{0,200}\)|\$\{[^}]{0,200}\}|\{\{[^}]{0,200}\}\}|<[^<>]*>/g;

/** What a text without its references may still hold: `Bearer `, quotes, a prefix. */
const LONGEST_REMAINDER = 8;

/** Stand-ins for a secret: `****`, `xxxx`, `changeme` is none. */
const MASK = /^(?:[*x.?_-]+|redacted|null|none|true|false|undefined)$/i;

/** An absolute path names the file that holds the secret. */
const FILE_PATH = /^(?:file:\/\/)?(?:\/[\w.-]+){2,}$/;

/** Whether a text that stands under a secret name is a secret itself, and not a reference to one. */
export function isLiteral(text: string | undefined): text is string {
  if (text === undefined || text.trim() === '' || MASK.test(text) || (FILE_PATH.test(text) && !looksRandom(text))) {
    return false;
  }
  const remainder = text.replaceAll(REFERENCE, '');
  return remainder.length === text.length || remainder.trim().length >= LONGEST_REMAINDER;
}

/** Shortest run of letters and digits that is taken for random. */
const SHORTEST_RANDOM = 20;

/** Bits per character of a random hexadecimal string, with room for chance. */
const LEAST_ENTROPY = 3.2;

/** Whether a text looks like a generated key: one long run of letters and digits, mixed. */
export function looksRandom(text: string): boolean {
  return text
    .split(/[^A-Za-z0-9+/=]+/)
    .some(
      (run) =>
        run.length >= SHORTEST_RANDOM && /\d/.test(run) && /[A-Za-z]/.test(run) && entropyOf(run) >= LEAST_ENTROPY,
    );
}

/** Shannon entropy in bits per character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
