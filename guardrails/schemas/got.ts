import { ownValue, type Segments } from './path';

/** What stands in the place of a value that may be secret. */
const REDACTED = '<redacted>';

/** Longer strings are cut: a finding names a place, the file has the rest. */
const LONGEST_SHOWN = 60;

/** Keys whose value may be secret, wherever the words stand in them. */
const SECRET_KEY =
  /pass(?:word|wd|phrase|code)?|pwd|secret|token|credential|private[-_]?key|(?:api|access|encryption|signing|auth)[-_]?key|auth(?:orization)?$|cookie/i;

/** Keys whose object names a secret, or a place in one, and holds none. */
const REFERENCE_KEY = /(?:name|ref|refs|selector)$/i;

/** Texts that give themselves away: a URL with a password, a private key. */
const SECRET_TEXT = /:\/\/[^/?#\s:@]*:[^/?#\s@]+@|-----BEGIN [A-Z ]*PRIVATE KEY/;

/** Fields of a Secret that hold its values. */
const SECRET_FIELDS = new Set<string | number | undefined>(['data', 'stringData']);

/** A value and its type for people, cut short; never the value of a secret. */
export function describeValue(value: unknown, segments: Segments, manifest: unknown): string {
  if (typeof value === 'string') {
    return `string ${isSecret(value, segments, manifest) ? REDACTED : shown(value)}`;
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return `${typeof value} ${isSecret('', segments, manifest) ? REDACTED : String(value)}`;
  }
  if (typeof value === 'object') {
    return value === null ? 'null' : container(value);
  }
  return value === undefined ? 'nothing' : typeof value;
}

/** Whether a value may be printed as it is. */
export function isPrintable(value: string, segments: Segments, manifest: unknown): boolean {
  return value.length <= LONGEST_SHOWN && !isSecret(value, segments, manifest);
}

function container(value: object): string {
  return Array.isArray(value) ? `a list of ${value.length}` : 'an object';
}

function shown(text: string): string {
  // Cutting between the halves of a surrogate pair would leave a character that nobody can print.
  const cut = text.slice(0, LONGEST_SHOWN).replace(/[\ud800-\udbff]$/, '');
  return JSON.stringify(text.length > LONGEST_SHOWN ? `${cut}…` : text);
}

function isSecret(text: string, segments: Segments, manifest: unknown): boolean {
  return (
    (ownValue(manifest, 'kind') === 'Secret' && SECRET_FIELDS.has(segments[0])) ||
    SECRET_TEXT.test(text) ||
    segments.some((segment, position) => isSecretKey(segment, position === segments.length - 1)) ||
    isNamedSecret(segments, manifest)
  );
}

/** Below a reference stand names; a text in the place of the whole reference may be the secret itself. */
function isSecretKey(segment: string | number, last: boolean): boolean {
  return typeof segment === 'string' && SECRET_KEY.test(segment) && (last || !REFERENCE_KEY.test(segment));
}

/** An environment variable and its like: `{name: DB_PASSWORD, value: ...}`. */
function isNamedSecret(segments: Segments, manifest: unknown): boolean {
  const owner = segments.slice(0, -1).reduce<unknown>(ownValue, manifest);
  const name = ownValue(owner, 'name') ?? ownValue(owner, 'key');
  return segments.at(-1) === 'value' && typeof name === 'string' && SECRET_KEY.test(name);
}
